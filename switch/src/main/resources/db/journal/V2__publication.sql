-- What the bank-side replica gets: column lists, so that a column added later is not replicated by accident. Never in it:
-- sealed card numbers, and what the journal needs for itself alone.
create publication pointwork for table
    request (day, txn_id, received_at, node, acquirer, door, mti, kind, processing_code, amount_minor, currency,
             pan_token, pan_first6, pan_last4, transmitted_at, stan, local_time, local_date, acquirer_id, rrn,
             terminal_id, merchant_id, destination, posted_sign, business_date),
    event (day, txn_id, seq, state, at, response_code, approved_minor, link, detail, answer),
    leg (txn_id, day, kind, destination, mti, elements, state, attempts, next_at, created_at, last_error)
    with (publish_via_partition_root = true);
