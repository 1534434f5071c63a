package org.pointwork.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.journal.Journal;
import org.pointwork.testing.TestDatabase;

/** From files into the database and from there into memory. */
class RegistryImportTest {
    private static final String MERCHANTS = "acquirer,merchant,name\ndemo,SHOP,\"A shop, a big one\"\n";
    private static final String TERMINALS = """
            acquirer,terminal,merchant,active,pin-key,mac-key,master-key,mtis,currencies
            demo,T1,SHOP,,,,,,
            # one with keys of its own
            demo,T2,SHOP,false,tpk.t2,tak.t2,tmk.t2,0100 0200,356
            """;

    private final HikariDataSource database =
            Journal.pool(TestDatabase.url(TestDatabase.createJournal()), "postgres", "postgres", 2);
    private final RegistryStore store = new RegistryStore(database);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_csv_files_say_is_stored_and_seen_by_the_next_look() throws IOException {
        Senders senders = new Senders(store::read, store::version);
        assertEquals(new Registry.Figures(0, 0, 0, 0), senders.registry().figures());
        write(
                RegistryReader.merchants(file("m.csv", MERCHANTS))
                        .and(RegistryReader.terminals(file("t.csv", TERMINALS))),
                false);
        senders.refresh();
        assertEquals(new Registry.Figures(1, 0, 1, 2), senders.registry().figures());
        assertEquals(
                Optional.of(new Terminal(
                        "demo",
                        "T2",
                        "SHOP",
                        false,
                        Optional.of("tmk.t2"),
                        Optional.of(new PinKey("tpk.t2")),
                        Optional.of(new MacKey("tak.t2")),
                        Optional.empty(),
                        new Permissions(Set.of("0100", "0200"), Set.of(), Set.of("356")))),
                senders.registry().terminal("demo", "T2"));
        assertEquals(
                Permissions.ALL,
                senders.registry().terminal("demo", "T1").orElseThrow().may());
    }

    @Test
    void yaml_says_all_three_and_a_second_import_changes_what_it_names() throws IOException {
        write(RegistryReader.yaml(file("all.yml", """
                        acquirers:
                          - {acquirer: demo, currencies: "356 840"}
                        merchants:
                          - {acquirer: demo, merchant: SHOP}
                        terminals:
                          - {acquirer: demo, terminal: T1, merchant: SHOP}
                          - {acquirer: demo, terminal: T2, merchant: SHOP}
                        """)), false);
        write(
                RegistryReader.yaml(
                        file("one.yml", "terminals: [{acquirer: demo, terminal: T1, merchant: SHOP, active: false}]")),
                false);
        Registry registry = store.read();
        assertEquals(new Registry.Figures(2, 1, 1, 2), registry.figures());
        assertEquals(
                java.util.List.of(false, true),
                java.util.stream.Stream.of("T1", "T2")
                        .map(id -> registry.terminal("demo", id).orElseThrow().active())
                        .toList());
    }

    @Test
    void to_replace_is_to_drop_what_is_not_named_and_to_try_is_to_change_nothing() throws IOException {
        RegistryContent both = RegistryReader.merchants(file("m.csv", MERCHANTS))
                .and(RegistryReader.terminals(file("t.csv", TERMINALS)));
        write(both, false);
        RegistryContent merchant = RegistryReader.merchants(file("m.csv", MERCHANTS));
        new RegistryImport(database).write(merchant, true, true);
        assertEquals(new Registry.Figures(1, 0, 1, 2), store.read().figures());
        write(merchant, true);
        assertEquals(new Registry.Figures(2, 0, 1, 0), store.read().figures());
    }

    @Test
    void a_terminal_of_nobody_is_refused_and_nothing_of_its_import_stored() throws IOException {
        RegistryContent homeless = RegistryReader.terminals(file("t.csv", TERMINALS));
        String why = assertThrows(RegistryException.class, () -> write(homeless, false))
                .getMessage();
        assertEquals("terminal demo/T1 names merchant SHOP, which is not registered", why);
        assertEquals(new Registry.Figures(0, 0, 0, 0), store.read().figures());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acquirer,terminal,merchant;demo,T1,SHOP;demo,,SHOP                 | line 3: terminal is missing
            acquirer,terminal,merchant;demo,T1                                 | line 2: merchant is missing
            acquirer,terminal,marchant;demo,T1,SHOP                            | line 2: unknown column "marchant"; there are [
            acquirer,terminal,merchant,active;demo,T1,SHOP,perhaps             | line 2: active is true or false, not "perhaps"
            acquirer,terminal,merchant,mtis;demo,T1,SHOP,200                   | line 2: an MTI has 4 digits, not "200"
            acquirer,terminal,merchant,currencies;demo,T1,SHOP,999             | line 2: there is no currency 999
            acquirer,terminal,merchant,pin-key;demo,T1,SHOP,A KEY              | line 2: a key's label is 1 to 63 of a-z, 0-9, dot and dash
            acquirer,terminal,merchant;demo,T1,SHOP;demo,T1,SHOP               | terminal demo/T1 is there twice
            acquirer,terminal,merchant;demo,T1,SHOP,what                       | line 2
            """)
    void a_line_that_cannot_be_used_is_told_by_its_number(String lines, String why) throws IOException {
        Path csv = file("t.csv", lines.replace(';', '\n'));
        String sentence = assertThrows(RegistryException.class, () -> RegistryReader.terminals(csv))
                .getMessage();
        assertTrue(sentence.contains(why), sentence);
    }

    private void write(RegistryContent content, boolean replace) {
        new RegistryImport(database).write(content, replace, false);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
