package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;

/** Pre-authorization, increase and completion, found by DE 38 and 37. */
class NodeAuthorizationsTest extends WholeNode {
    private final CardMessage hold = Requests.as(purchase(), "0100");
    private final String code = "%06d".formatted(next());

    @Test
    void a_completion_is_found_by_the_reference_and_a_second_is_refused() {
        authorize(hold, code);
        CardMessage completion = completion(12_300);
        assertEquals("00", ask(completion).responseCode());
        assertEquals("00", ask(Requests.as(completion, "0221")).responseCode());
        assertEquals("94", ask(completion(100)).responseCode());
        assertEquals(1, heard(completion).size());
    }

    @Test
    void a_completion_is_found_by_the_code_alone() {
        authorize(hold, code);
        CardMessage completion =
                Requests.with(Requests.with(completion(12_300), 38, code), 37, "%012d".formatted(next()));
        assertEquals("00", ask(completion).responseCode());
        assertEquals("94", ask(completion(100)).responseCode());
    }

    @Test
    void a_completion_of_nothing_known_posts_for_itself() {
        assertEquals("00", ask(completion(12_300)).responseCode());
        assertEquals("00", ask(completion(12_300)).responseCode());
    }

    @Test
    void one_of_many_at_once_completes() {
        authorize(hold, code);
        List<CompletableFuture<String>> codes = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> ask(completion(12_300)).responseCode()))
                .toList();
        assertEquals(
                1,
                codes.stream().map(CompletableFuture::join).filter("00"::equals).count());
    }

    @Test
    void a_completion_may_go_over_its_authorization_by_so_much() {
        authorize(hold, code);
        assertEquals("13", ask(completion(14_761)).responseCode()); // 12,300 and 20 %
        assertEquals("13", ask(Requests.with(completion(100), 49, "840")).responseCode());
        assertEquals("00", ask(completion(14_760)).responseCode());
    }

    @Test
    void an_increase_raises_what_may_be_completed() {
        authorize(hold, code);
        CardMessage more = increase(10_000, code);
        authorize(more, "%06d".formatted(next()));
        assertEquals("13", ask(completion(26_761)).responseCode());
        assertEquals("00", ask(completion(26_760)).responseCode());
    }

    @Test
    void an_increase_taken_back_raises_nothing() {
        authorize(hold, code);
        CardMessage more = increase(10_000, code);
        authorize(more, "%06d".formatted(next()));
        assertEquals("00", ask(Requests.reversalOf(more, next())).responseCode());
        assertEquals("13", ask(completion(14_761)).responseCode());
        assertEquals("00", ask(completion(14_760)).responseCode());
    }

    @Test
    void an_increase_of_nothing_is_refused() {
        assertEquals("25", ask(increase(10_000, code)).responseCode());
    }

    @Test
    void an_authorization_taken_back_is_not_completed() {
        authorize(hold, code);
        assertEquals("00", ask(Requests.reversalOf(hold, next())).responseCode());
        assertEquals("25", ask(completion(12_300)).responseCode());
    }

    @Test
    void a_completion_taken_back_makes_room_for_another() {
        authorize(hold, code);
        CardMessage completion = completion(12_300);
        assertEquals("00", ask(completion).responseCode());
        assertEquals("00", ask(Requests.reversalOf(completion, next())).responseCode());
        assertEquals("00", ask(completion(12_000)).responseCode());
        assertEquals("94", ask(completion(100)).responseCode());
    }

    @Test
    void a_completion_declined_makes_room_for_another() {
        authorize(hold, code);
        primary.onPayment(call -> call.answer("51"));
        assertEquals("51", ask(completion(12_300)).responseCode());
        primary.onPayment(FakeIssuer.Call::approve);
        assertEquals("00", ask(completion(12_300)).responseCode());
    }

    private static void authorize(CardMessage request, String code) {
        primary.onPayment(call -> call.send(Requests.with(call.reply("00"), 38, code)));
        assertEquals("00", ask(request).responseCode());
        primary.onPayment(FakeIssuer.Call::approve);
    }

    private CardMessage completion(long minor) {
        return Requests.as(fresh(minor), "0220");
    }

    private CardMessage increase(long minor, String authorizationCode) {
        return Requests.with(Requests.with(fresh(minor), 37, "%012d".formatted(next())), 38, authorizationCode);
    }

    /** The hold's card and reference under a trace of its own. */
    private CardMessage fresh(long minor) {
        return Requests.with(Requests.with(hold, 11, "%06d".formatted(next())), 4, "%012d".formatted(minor));
    }

    private static List<CardMessage> heard(CardMessage request) {
        Await.until("the issuer has heard it", () -> !primary.heard("0220").isEmpty());
        return primary.heard("0220").stream()
                .filter(message -> message.trace().equals(request.trace()))
                .toList();
    }
}
