package org.pointwork.sim.issuer;

import java.util.Locale;
import java.util.Optional;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Purpose;
import org.pointwork.model.ResponseCode;

/** Moves the money of one request and words the answer. Guarded by the {@link IssuerDesk}. */
final class Teller {
    private static final String PARTIAL_APPROVAL = "10";
    private static final String NO_FUNDS = "51";
    private static final String NOT_PERMITTED = "57";
    private static final String DECLINED = "05";
    private static final String INR = "356";
    private static final String PARTIAL_SUPPORTED = "610510000"; // DE 48, element 61, length 05
    private static final int AUTH_CODES = 1_000_000;

    private final IssuerLedger ledger;
    private final Memory memory;
    private int lastAuthCode;

    Teller(IssuerLedger ledger, Memory memory) {
        this.ledger = ledger;
        this.memory = memory;
    }

    /** Whether a request seen for the first time is approved, and what it books. */
    Verdict judge(CardMessage request, CentsFault fault) {
        boolean partial = request.fields().text(48).contains(PARTIAL_SUPPORTED);
        return switch (fault) {
            case DECLINE -> Verdict.refused(DECLINED);
            case NO_FUNDS -> Verdict.refused(NO_FUNDS);
            case PARTIAL -> partial ? book(request, 2, PARTIAL_APPROVAL) : Verdict.refused(NO_FUNDS);
            case NONE, SILENT, LATE, DROP -> book(request, 1, ResponseCode.APPROVED);
        };
    }

    /** @param divisor 1 to approve the whole amount, 2 for half of it */
    private Verdict book(CardMessage request, int divisor, String code) {
        Purpose.Direction direction = request.kind().purpose().direction();
        if (direction.movesMoney() && request.amount().isEmpty()) {
            return Verdict.refused(ResponseCode.FORMAT_ERROR);
        }
        if (request.amount().stream()
                .anyMatch(amount -> !INR.equals(amount.currency().numeric()))) {
            return Verdict.refused(NOT_PERMITTED);
        }
        Optional<Account> account = request.pan().flatMap(ledger::account);
        if (account.isEmpty()) {
            return Verdict.refused(ResponseCode.MALFUNCTION);
        }
        long minor = request.amount().map(Amount::minor).orElse(0L) / divisor;
        boolean spends = direction == Purpose.Direction.DEBIT || direction == Purpose.Direction.WITHIN;
        boolean advised = request.kind() instanceof Kind.Advice;
        if (spends && !advised && minor > account.get().availableMinor()) {
            return Verdict.refused(NO_FUNDS);
        }
        return book(request, account.get(), code, minor);
    }

    private Verdict book(CardMessage request, Account account, String code, long minor) {
        boolean increases = isHold(request.kind())
                && request.kind() instanceof Kind.Authorization
                && request.fields().has(38);
        Optional<Booking> earlier =
                increases || request.kind() instanceof Kind.Advice ? held(request) : Optional.empty();
        if (increases && earlier.isEmpty()) {
            return Verdict.refused(ResponseCode.ORIGINAL_NOT_FOUND);
        }
        boolean posts = request.kind() instanceof Kind.Advice(Purpose _, boolean posting) && posting;
        if (posts) {
            earlier.ifPresent(ledger::release);
        }
        long debitMinor = request.kind().postedSign() * minor;
        Booking booking = ledger.book(account, debitMinor, isHold(request.kind()) ? minor : 0);
        if (increases) {
            booking.increases(earlier.get());
        }
        return new Verdict(code, minor, Optional.of(booking));
    }

    /** Money is promised and not moved: a pre-authorization, its increase, or the advice of one. */
    static boolean isHold(Kind kind) {
        boolean promises =
                kind instanceof Kind.Authorization || kind instanceof Kind.Advice(Purpose _, boolean posts) && !posts;
        return promises && kind.purpose().direction() == Purpose.Direction.DEBIT;
    }

    /** The pre-authorization that a completion is for: by its authorization code, else by its reference. */
    private Optional<Booking> held(CardMessage completion) {
        return Keys.holdByAuthCode(completion, completion.fields().text(38))
                .flatMap(memory::find)
                .or(() -> Keys.holdByReference(completion).flatMap(memory::find))
                .flatMap(Memory.Seen::booking);
    }

    CardMessage answer(CardMessage request, Verdict verdict) {
        CardMessage answer = request.answer(verdict.code());
        if (!answer.approves()) {
            return answer;
        }
        boolean given =
                request.kind() instanceof Kind.Advice && request.fields().has(38);
        Fields.Editor fields =
                answer.fields().edit().set(38, given ? request.fields().text(38) : nextAuthCode());
        if (verdict.code().equals(PARTIAL_APPROVAL)) {
            Amount asked = request.amount().orElseThrow();
            fields.set(4, asked.withMinor(verdict.minor()).twelveDigits());
            fields.set(54, AdditionalAmounts.original(asked.minor(), INR));
        } else if (request.kind().purpose() == Purpose.BALANCE_INQUIRY) {
            Account account = verdict.booking().orElseThrow().account();
            fields.set(54, AdditionalAmounts.balances(account.ledgerMinor(), account.availableMinor(), INR));
        } else if (request.kind().purpose() == Purpose.MINI_STATEMENT) {
            fields.set(48, verdict.booking().orElseThrow().account().statement());
        }
        return answer.with(fields.done());
    }

    private String nextAuthCode() {
        lastAuthCode = (lastAuthCode + 1) % AUTH_CODES;
        return String.format(Locale.ROOT, "%06d", lastAuthCode);
    }
}
