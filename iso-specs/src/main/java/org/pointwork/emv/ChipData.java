package org.pointwork.emv;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.pointwork.iso8583.BerTlv;

/** The objects of DE 55 in their order. */
public record ChipData(List<Tlv> objects) {
    public ChipData {
        objects = List.copyOf(objects);
    }

    /** @throws TlvException where it is not BER-TLV down to the last object, with the tag named */
    public static ChipData read(byte[] data) throws TlvException {
        return new ChipData(TlvReader.read(data));
    }

    /**
     * Reads DE 55 as the model holds it.
     *
     * @param text a character a byte, or hexadecimal as some ASCII dialects carry it
     */
    public static ChipData read(String text) throws TlvException {
        return read(BerTlv.isHex(text) ? HexFormat.of().parseHex(text) : text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The value of an object on the outermost level. */
    public Optional<byte[]> find(int tag) {
        return objects.stream()
                .filter(object -> object.tag() == tag)
                .map(Tlv::value)
                .findFirst();
    }

    /** As {@link #find}; an object that is missing or of another length is named. */
    byte[] require(int tag, int lengthInBytes) throws TlvException {
        byte[] value = require(tag);
        if (value.length != lengthInBytes) {
            throw new TlvException(tag, "has " + lengthInBytes + " bytes");
        }
        return value;
    }

    byte[] require(int tag) throws TlvException {
        return find(tag).orElseThrow(() -> new TlvException(tag, "is missing"));
    }

    /** As bytes on a wire. */
    public byte[] encode() {
        return Tlv.encode(objects);
    }

    /** As the model holds DE 55: a character a byte. */
    public String text() {
        return new String(encode(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
        return "chip data, " + objects.size() + " objects";
    }
}
