package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.host.BoxKey;

/**
 * The simulator's local master key, which everybody may know: a key under it is as good as in the clear.
 *
 * <p>Headers, schemes and what is refused are as at the box. How a key is wrapped is the simulator's own: AES-CBC and
 * HMAC-SHA-256 for key blocks, TDEA in ECB under a key of each type's own for variants. A variant cryptogram that is
 * presented as another type deciphers to bad parity, as at the box.
 */
public final class TestLmk {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int HEADER = 16;
    private static final int AUTHENTICATOR = 8;
    private static final int LENGTH = 2;
    private static final int AES_BLOCK = 16;

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    /** @param name two simulators with master keys of one name take each other's keys */
    public TestLmk(String name) {
        this.secret = hmac("TEST LMK, NOT A SECRET".getBytes(US_ASCII), name.getBytes(US_ASCII));
    }

    /** A key in the clear, with what the cryptogram says of it; a block's type is unknown where its usage is. */
    record Opened(String usage, KeyAlgorithm algorithm, byte[] clear) {
        void wipe() {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** 16 hex digits, as NC and the catalogue say it. */
    public String checkValue() {
        return HEX.formatHex(hmac(secret, "check value".getBytes(US_ASCII)), 0, 8);
    }

    /** A key block: S, header, key, authenticator. */
    public String block(BoxKey type, KeyAlgorithm algorithm, byte[] clear) {
        return block(type.usage() + letter(algorithm) + type.mode() + "00E0000", clear);
    }

    /** @param attributes of the header, from the key usage to the master key's identifier */
    String block(String attributes, byte[] clear) {
        int padded = (LENGTH + clear.length + AES_BLOCK - 1) / AES_BLOCK * AES_BLOCK;
        int length = HEADER + 2 * (padded + AUTHENTICATOR);
        String header = "1%04d".formatted(length) + attributes;
        byte[] payload = new byte[padded];
        random.nextBytes(payload);
        ByteBuffer.wrap(payload).putShort((short) (clear.length * 8)).put(clear);
        byte[] enciphered = aes(Cipher.ENCRYPT_MODE, header, payload);
        return "S" + header + HEX.formatHex(enciphered) + HEX.formatHex(authenticator(header, enciphered));
    }

    /** A TDEA key under the variant of its type: U or T and hex digits. */
    public String variant(BoxKey type, byte[] clear) {
        return (clear.length == KeyAlgorithm.TDES2.lengthInBytes() ? "U" : "T")
                + HEX.formatHex(variant(Cipher.ENCRYPT_MODE, type.code(), clear));
    }

    /** @throws Refusal where it is not a key block of this master key */
    Opened openBlock(String text) {
        String header = text.substring(1, 1 + HEADER);
        byte[] rest;
        try {
            rest = HEX.parseHex(text.substring(1 + HEADER));
        } catch (IllegalArgumentException _) {
            throw new Refusal(Refusal.BLOCK_FORMAT);
        }
        int enciphered = rest.length - AUTHENTICATOR;
        if (header.charAt(0) != '1' || enciphered < AES_BLOCK || enciphered % AES_BLOCK != 0) {
            throw new Refusal(Refusal.BLOCK_FORMAT);
        }
        byte[] key = Arrays.copyOf(rest, enciphered);
        if (!MessageDigest.isEqual(authenticator(header, key), Arrays.copyOfRange(rest, enciphered, rest.length))) {
            throw new Refusal(Refusal.BLOCK_AUTHENTICATION);
        }
        byte[] payload = aes(Cipher.DECRYPT_MODE, header, key);
        int length = ByteBuffer.wrap(payload).getShort() / 8;
        byte[] clear = Arrays.copyOfRange(payload, LENGTH, LENGTH + length);
        Arrays.fill(payload, (byte) 0);
        return new Opened(header.substring(5, 7), algorithm(header.charAt(7), length), clear);
    }

    /** @throws Refusal where it has bad parity, which a key of another type has */
    Opened openVariant(String typeCode, String text) {
        byte[] clear = variant(Cipher.DECRYPT_MODE, typeCode, HEX.parseHex(text.substring(1)));
        for (byte b : clear) {
            if (Integer.bitCount(b & 0xFF) % 2 == 0) {
                throw new Refusal(Refusal.PARITY);
            }
        }
        return new Opened("", algorithm('T', clear.length), clear);
    }

    static String letter(KeyAlgorithm algorithm) {
        return algorithm.isTdes() ? "T" : algorithm.isAes() ? "A" : "H";
    }

    private static KeyAlgorithm algorithm(char letter, int length) {
        return Arrays.stream(KeyAlgorithm.values())
                .filter(algorithm -> letter(algorithm).charAt(0) == letter && algorithm.lengthInBytes() == length)
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.BLOCK_ALGORITHM));
    }

    private byte[] authenticator(String header, byte[] enciphered) {
        byte[] key = hmac(secret, "authenticate".getBytes(US_ASCII));
        byte[] over = Arrays.copyOf(header.getBytes(US_ASCII), HEADER + enciphered.length);
        System.arraycopy(enciphered, 0, over, HEADER, enciphered.length);
        return Arrays.copyOf(hmac(key, over), AUTHENTICATOR);
    }

    private byte[] aes(int mode, String header, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            byte[] key = hmac(secret, "encipher".getBytes(US_ASCII));
            cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(header.getBytes(US_ASCII)));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    private byte[] variant(int mode, String typeCode, byte[] data) {
        return tdes(mode, Arrays.copyOf(hmac(secret, typeCode.getBytes(US_ASCII)), 24), data);
    }

    /** TDEA in ECB. */
    static byte[] tdes(int mode, byte[] key, byte[] data) {
        byte[] three = Arrays.copyOf(key, 24);
        if (key.length < three.length) {
            System.arraycopy(key, 0, three, key.length, three.length - key.length);
        }
        try {
            Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(three, "DESede"));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TDEA", e);
        } finally {
            Arrays.fill(three, (byte) 0);
        }
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC", e);
        }
    }

    @Override
    public String toString() {
        return "TEST LMK " + checkValue();
    }
}
