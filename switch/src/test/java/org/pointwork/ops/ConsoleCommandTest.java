package org.pointwork.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jpos.q2.CLICommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log says of a line typed on the console; nothing where it only shows something. */
class ConsoleCommandTest {
    @Test
    void listsEachCommandThereIs() {
        Set<String> listed = ConsoleCommands.names().stream()
                .flatMap(name -> ConsoleCommands.named(name).stream())
                .map(command -> command.run().getClass().getName())
                .collect(Collectors.toSet());
        List<String> missing = new ClassFileImporter()
                .importPackages("org.pointwork.ops.console").stream()
                        .filter(type -> type.isAssignableTo(CLICommand.class))
                        .map(JavaClass::getName)
                        .filter(name -> !listed.contains(name))
                        .toList();
        assertEquals(List.of(), missing);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            links                                      |
            echo bank/one                              |
            day                                        |
            day show 2026-07-21                        |
            txn 4111111111111111                       |
            sign-on bank/one                           | sign-on bank/one
            SIGN-ON bank/one                           | sign-on bank/one
            key-exchange bank/one                      | key-exchange bank/one
            key-exchange 00112233445566778899AABBCCDD  | key-exchange ***
            day cutover                                | day cutover
            day close 2026-07-21                       | day close 2026-07-21
            registry reload                            | registry reload
            routes check                               |
            routes reload                              | routes reload
            saf replay bank                            | saf replay bank
            saf replay 4111111111111111                | saf replay *1111
            stand-in write-off 77 me card 4111         | stand-in write-off 77
            """)
    void showsInTheLogWhatIsChangedAndNoSecret(String line, String logged) {
        List<String> words = List.of(line.split(" +"));
        ConsoleCommand command = ConsoleCommands.named(words.getFirst()).orElseThrow();
        assertEquals(Optional.ofNullable(logged), command.change(words));
    }
}
