package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestNode;

/** Routes that change while a node runs. */
class NodeRoutesTest extends WholeNode {
    private Path file;
    private String before;

    @BeforeEach
    void keep() throws IOException {
        file = node.cfg().resolve("routes.yml");
        before = Files.readString(file);
    }

    @AfterEach
    void putBack() throws IOException {
        Files.writeString(file, before);
        assertEquals(200, post("/api/routes/reload").statusCode());
    }

    @Test
    void a_route_is_there_once_the_file_is_read_again() throws IOException {
        CardMessage early = Requests.with(purchase(), 2, Requests.pan("540000", next()));
        assertEquals("92", ask(early).responseCode());
        Files.writeString(file, before + "  - prefix: \"540000\"\n    partner: issuer-demo\n");
        assertTrue(post("/api/routes/check").body().contains("\"routes\":3"));
        assertEquals(
                "92",
                ask(Requests.with(purchase(), 2, Requests.pan("540000", next())))
                        .responseCode());
        assertTrue(post("/api/routes/reload").body().contains("\"routes\":3"));
        CardMessage late = Requests.with(purchase(), 2, Requests.pan("540000", next()));
        assertEquals("00", ask(late).responseCode());
        String route = transaction(late).path("history").path(0).path("detail").asText();
        assertTrue(route.matches("[0-9a-f]{8} prefix 540000"), route);
    }

    @Test
    void a_file_that_cannot_be_used_changes_nothing_and_says_why() throws IOException {
        String version = get("/api/routes");
        Files.writeString(file, before.replaceFirst("partner: issuer-demo", "partner: isuer-demo"));
        String why =
                "prefix 400000 goes to \\\"isuer-demo\\\", which links.yml does not have; nearest is \\\"issuer-demo\\\"";
        HttpResponse<String> checked = post("/api/routes/check");
        HttpResponse<String> reloaded = post("/api/routes/reload");
        assertAll(
                () -> assertEquals(422, checked.statusCode()),
                () -> assertEquals(422, reloaded.statusCode()),
                () -> assertTrue(checked.body().contains(why), checked::body),
                () -> assertTrue(reloaded.body().contains(why), reloaded::body),
                () -> assertEquals(version.substring(0, 22), get("/api/routes").substring(0, 22)),
                () -> assertTrue(get("/api/routes").contains(why)),
                () -> assertEquals("00", ask(purchase()).responseCode()));
    }

    @Test
    void only_an_operator_changes_routes() {
        assertEquals(401, node.post("/api/routes/reload", "wrong").statusCode());
    }

    private static HttpResponse<String> post(String path) {
        return node.post(path, TestNode.OPERATOR_TOKEN);
    }
}
