package org.pointwork.hsm.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
import org.pointwork.hsm.HsmException.Reason;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several modules with the same keys as one. What a member cannot do now is done by the next: no operation changes a module,
 * so doing it twice is doing it once. A member that is away is not asked again before a look, once a second, finds it there
 * with the keys that were agreed at the start; nobody restarts anything. Each member bounds its own queue and wait, so a
 * caller waits for as many times that at most as there are members. Where all are away callers get UNAVAILABLE at once.
 */
public final class FailoverHsm implements Hsm {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverHsm.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final List<Member> members;
    private final Spread spread;
    private final boolean finishing;
    private final Map<KeyRef, Kcv> agreed;
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService looking;

    /** Whom calls go to. */
    public enum Spread {
        /** All to the first that is there. */
        ORDERED,
        /** To each in turn. */
        SHARED
    }

    private FailoverHsm(
            List<Member> members,
            Spread spread,
            boolean finishing,
            Map<KeyRef, Kcv> agreed,
            ScheduledExecutorService looking) {
        this.members = members;
        this.spread = spread;
        this.finishing = finishing;
        this.agreed = agreed;
        this.looking = looking;
    }

    /**
     * Opens the members; one that cannot be opened is tried again while this runs.
     *
     * @param members by their names, in order of preference
     * @param keys whose check values have to agree: those of the first member that can be opened are taken as agreed, and a
     *     member with another is named in the log and left out
     * @throws HsmException UNAVAILABLE where none can be opened; KEY_MISSING where the first one lacks a key
     */
    public static FailoverHsm open(
            Map<String, Supplier<? extends Hsm>> members, Spread spread, Collection<? extends KeyRef> keys) {
        List<Member> all = new ArrayList<>();
        members.forEach((name, opener) -> all.add(new Member(name, opener)));
        all.forEach(member -> member.look(Map.of()));
        Map<KeyRef, Kcv> agreed = new LinkedHashMap<>();
        FailoverHsm opened = new FailoverHsm(
                List.copyOf(all),
                spread,
                false,
                agreed,
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("hsm-members").factory()));
        try {
            Member first = opened.firstThere();
            Hsm module = first.usable(false).orElseThrow();
            keys.forEach(key -> agreed.put(key, module.check(key)));
            all.stream().filter(member -> member != first).forEach(member -> {
                member.leaveOut("its keys are not looked at yet");
                member.look(agreed);
            });
        } catch (HsmException e) {
            opened.close();
            throw e;
        }
        long pauseMs = BETWEEN_LOOKS.toMillis();
        opened.looking.scheduleWithFixedDelay(opened::look, pauseMs, pauseMs, TimeUnit.MILLISECONDS);
        return opened;
    }

    private Member firstThere() {
        return members.stream()
                .filter(member -> member.usable(false).isPresent())
                .findFirst()
                .orElseThrow(this::noneThere);
    }

    /** Looks after all members. */
    void look() {
        for (Member member : members) {
            try {
                member.look(agreed);
            } catch (RuntimeException e) { // else nobody would look again
                LOG.error("HSM member {}: {}", member.name(), e.getClass().getName());
                member.leaveOut(e.getClass().getName());
            }
        }
    }

    private <T> T ask(Function<Hsm, T> operation) {
        int first =
                switch (spread) {
                    case ORDERED -> 0;
                    case SHARED -> Math.floorMod(turn.getAndIncrement(), members.size());
                };
        HsmException failure = null;
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((first + i) % members.size());
            var module = member.usable(finishing);
            if (module.isEmpty()) {
                continue;
            }
            try {
                return operation.apply(module.get());
            } catch (HsmException e) {
                if (!member.passesOn(e)) {
                    throw e;
                }
                failure = e;
            }
        }
        throw failure == null ? noneThere() : failure;
    }

    private HsmException noneThere() {
        return new HsmException(Reason.UNAVAILABLE, "all members", detail());
    }

    private String detail() {
        return members.stream()
                .map(member -> member.name() + " " + member.standing())
                .collect(Collectors.joining("; "));
    }

    /** Of a member that is there: modules with the same keys are of one kind. */
    @Override
    public Set<Capability> capabilities() {
        return ask(Hsm::capabilities);
    }

    @Override
    public Hsm toFinish() {
        return new FailoverHsm(members, spread, true, agreed, looking);
    }

    /** Up where any member is. */
    @Override
    public HsmHealth health() {
        List<HsmHealth> all = members.stream().map(Member::health).toList();
        return new HsmHealth(
                all.stream().anyMatch(each -> each.state() == State.UP) ? State.UP : State.DOWN,
                detail(),
                all.stream().mapToLong(HsmHealth::operations).sum(),
                all.stream().mapToLong(HsmHealth::failures).sum(),
                all.stream().mapToLong(HsmHealth::busy).sum(),
                all.stream().mapToLong(HsmHealth::logins).sum(),
                all.stream().mapToInt(HsmHealth::waiting).sum());
    }

    @Override
    public Map<String, HsmHealth> members() {
        Map<String, HsmHealth> byName = new LinkedHashMap<>();
        members.forEach(member -> byName.put(member.name(), member.health()));
        return byName;
    }

    @Override
    public void close() {
        looking.shutdownNow();
        members.forEach(Member::close);
    }

    @Override
    public Kcv check(KeyRef key) {
        return ask(module -> module.check(key));
    }

    @Override
    public byte[] mac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        return ask(module -> module.mac(key, algorithm, data, offset, length));
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return ask(module -> module.verifyMac(key, algorithm, data, offset, length, mac));
    }

    @Override
    public byte[] translatePin(
            PinSource from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] block, byte[] panDigits) {
        return ask(module -> module.translatePin(from, fromFormat, to, toFormat, block, panDigits));
    }

    @Override
    public boolean verifyPin(
            PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method, String reference) {
        return ask(module -> module.verifyPin(under, format, block, panDigits, method, reference));
    }

    @Override
    public String pinReference(PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method) {
        return ask(module -> module.pinReference(under, format, block, panDigits, method));
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        return ask(module -> module.verifyCardCode(key, over, digits));
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        return ask(module -> module.cardCode(key, over));
    }

    @Override
    public boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        return ask(module -> module.verifyDynamicCode(key, card, over, digits));
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        return ask(module -> module.verifyCryptogram(key, card, request));
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        return ask(module -> module.answerCryptogram(key, card, request, answer));
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        return ask(module -> module.scriptMac(key, card, request, command));
    }

    @Override
    public byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        return ask(module -> module.scriptPin(key, cryptogramKey, card, request, change));
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] data) {
        return ask(module -> module.pseudonym(key, data));
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        return ask(module -> module.seal(key, clear, aad));
    }

    @Override
    public byte[] open(SealKey key, byte[] sealedBytes, byte[] aad) {
        return ask(module -> module.open(key, sealedBytes, aad));
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return ask(module -> module.encrypt(key, clear));
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return ask(module -> module.decrypt(key, enciphered));
    }
}
