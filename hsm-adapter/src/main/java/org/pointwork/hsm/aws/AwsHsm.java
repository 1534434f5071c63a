package org.pointwork.hsm.aws;

import static org.pointwork.hsm.Capability.*;

import java.util.EnumSet;
import java.util.Set;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The port on AWS Payment Cryptography. PINs, keys and what is derived from them are in the clear in the service alone.
 *
 * <p>The service keeps no pseudonyms and seals nothing: a node takes both from a token, see
 * {@link org.pointwork.hsm.DividedHsm}. Each call is a round trip to the region, some milliseconds.
 */
public final class AwsHsm implements Hsm {
    private static final Set<Capability> CAPABILITIES = EnumSet.complementOf(EnumSet.of(PSEUDONYM, SEAL));

    private final AwsConfig config;
    private final AwsClients clients;
    private final Caller caller;
    private final AwsKeys keys;
    private final AwsMacs macs;
    private final AwsPins pins;
    private final AwsCards cards;
    private final AwsChips chips;
    private final AwsData data;

    private AwsHsm(AwsConfig config, AwsClients clients, AwsKeys keys, Caller caller) {
        this.config = config;
        this.clients = clients;
        this.caller = caller;
        this.keys = keys;
        this.macs = new AwsMacs(clients.data(), keys, caller);
        this.pins = new AwsPins(clients.data(), keys, caller);
        this.cards = new AwsCards(clients.data(), keys, caller);
        this.chips = new AwsChips(clients.data(), keys, caller);
        this.data = new AwsData(clients.data(), keys, caller);
    }

    /** With credentials from the SDK's default chain. Nothing is asked of the service before the first call. */
    public static AwsHsm open(AwsConfig config) {
        return open(config, DefaultCredentialsProvider.builder().build());
    }

    /** With credentials from elsewhere. */
    public static AwsHsm open(AwsConfig config, AwsCredentialsProvider credentials) {
        AwsClients clients = new AwsClients(config, credentials);
        Caller caller = new Caller(new Caller.Counters(), config.maxInFlight(), config.attemptTimeout());
        return new AwsHsm(config, clients, new AwsKeys(clients.control(), caller, config), caller);
    }

    /** As many calls again, in a room of their own. */
    @Override
    public Hsm toFinish() {
        Caller finishing = new Caller(caller.counters(), config.maxInFlight(), config.attemptTimeout());
        return new AwsHsm(config, clients, keys, finishing);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.copyOf(CAPABILITIES);
    }

    /** As the service computes it: 3 bytes, for AES keys too. */
    @Override
    public Kcv check(KeyRef key) {
        return keys.read(key).kcv();
    }

    @Override
    public byte[] mac(MacSource key, MacAlgorithm algorithm, byte[] message, int offset, int length) {
        return macs.mac(key, algorithm, message, offset, length);
    }

    @Override
    public boolean verifyMac(
            MacSource key, MacAlgorithm algorithm, byte[] message, int offset, int length, byte[] mac) {
        return macs.verifyMac(key, algorithm, message, offset, length, mac);
    }

    @Override
    public byte[] translatePin(
            PinSource from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] block, byte[] panDigits) {
        return pins.translatePin(from, fromFormat, to, toFormat, block, panDigits);
    }

    @Override
    public boolean verifyPin(
            PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method, String reference) {
        return pins.verifyPin(under, format, block, panDigits, method, reference);
    }

    @Override
    public String pinReference(PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method) {
        return pins.pinReference(under, format, block, panDigits, method);
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        return cards.verify(key, over, digits);
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        return cards.code(key, over);
    }

    @Override
    public boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        return cards.verify(key, card, over, digits);
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        return chips.verify(key, card, request);
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        return chips.answer(key, card, request, answer);
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        return chips.scriptMac(key, card, request, command);
    }

    /** The service asks for the issuer's key for script MACs too: the alias of {@code key} with {@code /e2} behind it. */
    @Override
    public byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        return chips.scriptPin(key, cryptogramKey, card, request, change);
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] bytes) {
        throw PSEUDONYM.missing(key.label());
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        throw SEAL.missing(key.label());
    }

    @Override
    public byte[] open(SealKey key, byte[] sealedBytes, byte[] aad) {
        throw SEAL.missing(key.label());
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return data.encrypt(key, clear);
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return data.decrypt(key, enciphered);
    }

    /** Asks the control plane for one alias, which need not belong to any key of ours; waits for nobody's room. */
    @Override
    public HsmHealth health() {
        try {
            new Caller(caller.counters(), 1, config.attemptTimeout())
                    .ask("health", () -> clients.control().listAliases(request -> request.maxResults(1)));
            return health(State.UP, "AWS Payment Cryptography answers");
        } catch (HsmException e) {
            return health(State.DOWN, e.getMessage());
        }
    }

    private HsmHealth health(State state, String detail) {
        var counters = caller.counters();
        return new HsmHealth(
                state,
                detail,
                counters.operations.sum(),
                counters.failures.sum(),
                counters.busy.sum(),
                1,
                caller.waiting());
    }

    @Override
    public void close() {
        clients.close();
    }

    @Override
    public String toString() {
        return "AwsHsm[" + config.region().orElse("the default region") + "]";
    }
}
