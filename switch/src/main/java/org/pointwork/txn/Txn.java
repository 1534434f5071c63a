package org.pointwork.txn;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.pointwork.acquirer.Arrival;
import org.pointwork.journal.FollowUp;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.model.Refusal;
import org.pointwork.registry.Sender;
import org.pointwork.route.Payment;
import org.pointwork.route.Routed;
import org.pointwork.txn.Velocity.Counted;

/**
 * One transaction on its way through the pipeline: the only thing that steps share. It is itself jPOS's context, so there
 * is no map to look into, and nothing that a log of the context could print.
 */
public final class Txn implements Serializable {
    private final transient Arrival arrival;
    private final long id;
    private transient CardMessage request;
    private transient Optional<TerminalKeys> keys = Optional.empty();
    private transient Optional<Sender> sender = Optional.empty();
    private transient Optional<Payment> payment = Optional.empty();
    private transient Optional<Routed> route = Optional.empty();
    private transient Optional<FollowUp> follows = Optional.empty();
    private transient Optional<String> partner = Optional.empty();
    private transient Optional<Outcome> outcome = Optional.empty();
    private transient Optional<Refusal> refusal = Optional.empty();
    private transient Optional<CardMessage> answer = Optional.empty();
    private transient PinBlocks pinBlocks = PinBlocks.NONE;
    private transient List<Counted> counted = List.of();
    private transient byte[] panToken = new byte[0];
    private transient Optional<RequestRow> row = Optional.empty();
    private transient Optional<StoodIn> stoodIn = Optional.empty();
    private transient Optional<Long> originalTxnId = Optional.empty();
    private transient byte[] sealedAnswer = new byte[0];
    private transient String silence = "";

    public Txn(Arrival arrival, long id) {
        this.arrival = arrival;
        this.id = id;
        this.request = arrival.door().pinPlace().inside(arrival.message());
    }

    public Arrival arrival() {
        return arrival;
    }

    public long id() {
        return id;
    }

    /** What it asks for, without what is between its terminal and us: a PIN block is in DE 52 wherever it came. */
    public CardMessage request() {
        return request;
    }

    /** The keys between its terminal and us, once they were looked up. */
    Optional<TerminalKeys> keys() {
        return keys;
    }

    void keys(TerminalKeys found) {
        keys = Optional.of(found);
        if (found instanceof TerminalKeys.OfTransaction once) {
            request = request.with(request.fields().without(once.field())); // nobody's business but the terminal's
        }
    }

    /** The partner that the request goes to, once a route is found. */
    public Optional<String> partner() {
        return partner;
    }

    /** Whom it says it is from, once that was looked up. */
    Optional<Sender> sender() {
        return sender;
    }

    void sender(Sender found) {
        sender = Optional.of(found);
    }

    /** What rules look at. */
    public Payment payment() {
        if (payment.isEmpty()) {
            CardMessage request = request();
            payment = Optional.of(new Payment(
                    request.kind().purpose(),
                    request.amount(),
                    arrival.door().acquirer(),
                    request.trace().terminalId(),
                    request.fields().text(42).strip(),
                    arrival.receivedAt()));
        }
        return payment.get();
    }

    /** Where it goes and why, once that is decided. */
    public Optional<Routed> route() {
        return route;
    }

    public void route(Routed routed) {
        route = Optional.of(routed);
        partner = Optional.of(routed.partner());
    }

    /** The authorization that it completes or increases, once that is found. */
    public Optional<FollowUp> follows() {
        return follows;
    }

    public void follows(FollowUp authorization) {
        follows = Optional.of(authorization);
    }

    /** It goes elsewhere than it was to go first, as the journal has it now. */
    public void redirected(RequestRow journaled) {
        row = Optional.of(journaled);
        partner = Optional.of(journaled.destination());
    }

    /** What it takes of velocity rules, empty where none counts it. */
    public List<Counted> counted() {
        return counted;
    }

    public void counted(List<Counted> taken) {
        counted = taken;
    }

    /** The keyed pseudonym of the PAN, empty where there is none. */
    public byte[] panToken() {
        return panToken;
    }

    public void panToken(byte[] token) {
        panToken = token;
    }

    /** As the journal keeps it, once it does. */
    public Optional<RequestRow> row() {
        return row;
    }

    /** Whether the journal holds it as forwarded, so that it must get an outcome there. */
    public boolean isClaimed() {
        return row.isPresent();
    }

    public void claimed(RequestRow journaled) {
        row = Optional.of(journaled);
    }

    /** Whether it repeats an earlier request, whose answer it gets and whose entry it shares. */
    public boolean isDuplicate() {
        return originalTxnId.isPresent();
    }

    public Optional<Long> originalTxnId() {
        return originalTxnId;
    }

    public void duplicateOf(long txnId) {
        originalTxnId = Optional.of(txnId);
    }

    /** The PIN blocks as the issuer will read them. */
    public PinBlocks pinBlocks() {
        return pinBlocks;
    }

    public void pinBlocks(PinBlocks translated) {
        pinBlocks = translated;
    }

    public Optional<Outcome> outcome() {
        return outcome;
    }

    public void ended(Outcome how) {
        outcome = Optional.of(how);
    }

    /** By what rule the switch itself answers for the issuer, and why it has to. */
    public record StoodIn(StandInRule rule, String why) {}

    public Optional<StoodIn> stoodIn() {
        return stoodIn;
    }

    public void standIn(StandInRule rule, String why) {
        stoodIn = Optional.of(new StoodIn(rule, why));
    }

    public Optional<Refusal> refusal() {
        return refusal;
    }

    /** The first reason stands: what fails after it is a consequence. */
    public void refuse(Refusal why) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(why);
        }
    }

    public Optional<CardMessage> answer() {
        return answer;
    }

    public void answer(CardMessage message) {
        answer = Optional.of(message);
    }

    /** Answers with what an earlier answer said. */
    public void answer(StoredAnswer stored) {
        var fields = request()
                .answer(stored.elements().getOrDefault(39, ""))
                .fields()
                .edit();
        stored.elements().forEach(fields::set);
        answer(request().with(request().mti().answer(), fields.done()));
    }

    /** No answer will be given, and why: what is not durable may not become visible. */
    public void fallSilent(String why) {
        answer = Optional.empty();
        silence = why;
    }

    public String silence() {
        return silence;
    }

    public byte[] sealedAnswer() {
        return sealedAnswer;
    }

    public void sealedAnswer(byte[] packed) {
        sealedAnswer = packed;
    }

    @Override
    public String toString() {
        return id + " " + arrival;
    }
}
