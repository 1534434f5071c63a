package org.pointwork.hsm.host;

import static org.pointwork.hsm.Capability.DATA_DUKPT_AES;

import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/** M0 and M2 under the data key of one DUKPT transaction. What they carry in the clear is overwritten in every buffer. */
final class DataCommands {
    private static final int BLOCK = 8;
    private static final int LONGEST = 30_000;
    private static final String CBC = "01";
    private static final String BINARY_BOTH_WAYS = "00";

    private DataCommands() {}

    static byte[] encrypt(Caller caller, DukptKey key, byte[] clear) {
        return run(caller, "M0", key, clear);
    }

    static byte[] decrypt(Caller caller, DukptKey key, byte[] enciphered) {
        return run(caller, "M2", key, enciphered);
    }

    private static byte[] run(Caller caller, String code, DukptKey key, byte[] data) {
        BoxCryptogram base = caller.base(key, DATA_DUKPT_AES);
        if (data.length == 0 || data.length % BLOCK != 0 || data.length > LONGEST) {
            throw HsmException.refused(
                    Fault.LENGTH,
                    key.label(),
                    "data is whole blocks of " + BLOCK + " bytes, at most " + LONGEST + " bytes");
        }
        HostCommand command = new HostCommand(code)
                .ascii(CBC)
                .ascii(BINARY_BOTH_WAYS)
                .ascii(base.typeCode())
                .ascii(base.text())
                .ascii(Caller.KSN_DESCRIPTOR)
                .ascii(key.ksn().hex())
                .hex(new byte[BLOCK])
                .hexadecimal(data.length, 4)
                .raw(data);
        try {
            BoxAnswer answer = caller.ask(key.label(), command);
            try {
                return answer.read(fields -> {
                    fields.hex("IV", BLOCK);
                    return fields.raw("message", fields.number("message length", 4, 16));
                });
            } finally {
                answer.wipe();
            }
        } finally {
            command.wipe();
        }
    }
}
