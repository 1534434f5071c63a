package org.pointwork.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pointwork.hsm.failover.FailoverHsm;

/**
 * {@code hsm.failover} in {@code node.yml}: tokens beside the first one, with the same keys.
 *
 * @param tokens asked where the ones before are away; a copy of a library has locks of its own
 * @param spread over the tokens; ordered where it is absent
 */
public record TokensConfig(List<Token> tokens, Optional<Spread> spread) {
    /** One more token; its label is its name. */
    public record Token(Path module, String token, Path pinFile, int sessions) {}

    /** Whom calls go to. */
    public enum Spread {
        /** All to the first that is there. */
        @JsonProperty("ordered")
        ORDERED(FailoverHsm.Spread.ORDERED),
        /** To each in turn. */
        @JsonProperty("shared")
        SHARED(FailoverHsm.Spread.SHARED);

        private final FailoverHsm.Spread members;

        Spread(FailoverHsm.Spread members) {
            this.members = members;
        }
    }

    public TokensConfig {
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("failover: names one more token at least");
        }
    }

    /** As the module takes it. */
    public FailoverHsm.Spread members() {
        return spread.orElse(Spread.ORDERED).members;
    }

    /**
     * Holds it against what stands beside it.
     *
     * @throws ConfigException where two tokens have one label, or keys change that are made in one token
     */
    void check(String first, boolean exchangesKeys) {
        long labels = Stream.concat(Stream.of(first), tokens.stream().map(Token::token))
                .distinct()
                .count();
        if (labels <= tokens.size()) {
            throw new ConfigException("node.yml: hsm.failover: tokens have labels of their own");
        }
        if (exchangesKeys) {
            throw new ConfigException(
                    "node.yml: hsm.failover: a partner's key-exchange makes keys in one token, and the"
                            + " others would not have them: leave out the one or the other");
        }
    }
}
