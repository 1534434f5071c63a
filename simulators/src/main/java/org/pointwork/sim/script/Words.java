package org.pointwork.sim.script;

import java.util.ArrayList;
import java.util.List;

/** Cuts a line at its spaces. A quoted part keeps its spaces; in it, \r \n \t \" \\ and \xHH are characters. */
final class Words {
    private final String line;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException where a quote does not end or an escape is none */
    static List<String> of(String line) {
        Words words = new Words(line);
        List<String> found = new ArrayList<>();
        while (words.skipSpaces()) {
            found.add(words.next());
        }
        return found;
    }

    private boolean skipSpaces() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    private String next() {
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        while (at < line.length() && (quoted || !Character.isWhitespace(line.charAt(at)))) {
            char c = line.charAt(at++);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                word.append(escaped());
            } else {
                word.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote does not end");
        }
        return word.toString();
    }

    private char escaped() {
        char c = at < line.length() ? line.charAt(at++) : ' ';
        return switch (c) {
            case 'r' -> '\r';
            case 'n' -> '\n';
            case 't' -> '\t';
            case '"', '\\' -> c;
            case 'x' -> hex();
            default -> throw new IllegalArgumentException("there is no escape \\" + c);
        };
    }

    private char hex() {
        if (at + 2 > line.length()) {
            throw new IllegalArgumentException("\\x takes two hexadecimal digits");
        }
        at += 2;
        return (char) Integer.parseInt(line.substring(at - 2, at), 16);
    }
}
