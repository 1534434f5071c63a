package org.pointwork.ops;

import java.util.List;
import java.util.Optional;
import org.jpos.q2.CLICommand;

/**
 * One command of the operator console.
 *
 * @param name as it is typed
 * @param usage what may follow the name
 * @param help one line
 * @param changing how a line begins that changes something: {@code day close}; none for a command that only shows
 * @param run what it does
 */
record ConsoleCommand(String name, String usage, String help, List<String> changing, CLICommand run) {
    /** What the words of a line would change, fit for the log; empty if nothing. */
    Optional<String> change(List<String> words) {
        String line = name + " " + String.join(" ", words.subList(1, words.size())) + " "; // typed in any case
        return changing.stream()
                .filter(start -> line.startsWith(start + " "))
                .findFirst()
                .map(start -> words.stream()
                        .skip(start.split(" ").length)
                        .findFirst()
                        .map(on -> start + " " + shown(on))
                        .orElse(start));
    }

    /**
     * The word that says on what. The rest of a line is free text and stays out of the log, and so does a word that could
     * be a card number or a key typed in the wrong place: of a long number its last four digits are shown.
     */
    private static String shown(String word) {
        if (word.matches("[0-9]{13,19}")) {
            return "*" + word.substring(word.length() - 4);
        }
        return word.matches("[A-Za-z0-9/._-]{1,64}") && !word.matches(".*[0-9A-Fa-f]{13}.*") ? word : "***";
    }
}
