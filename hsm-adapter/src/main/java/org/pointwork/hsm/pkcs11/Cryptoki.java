package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/**
 * The functions of one PKCS#11 library, called directly. Each method is the C function of the same name and throws
 * {@link CkException} for every answer but CKR_OK.
 *
 * <p>CK_FUNCTION_LIST is a version (padded to 8 bytes) and then one pointer a function, in the standard's order.
 */
final class Cryptoki {
    static final long LIST_BYTES = 8 + 8L * 68;
    private final MemorySegment functions;

    /** @param functions a CK_FUNCTION_LIST */
    Cryptoki(MemorySegment functions) {
        this.functions = functions;
    }

    /** Loads a library for good: unloading native code under running threads is not worth the risk. */
    @SuppressWarnings("restricted")
    static Cryptoki load(Path library) {
        if (ValueLayout.ADDRESS.byteSize() != 8 || System.getProperty("os.name").startsWith("Windows")) {
            throw new IllegalStateException("PKCS#11 is used on 64-bit Unix only: elsewhere CK_ULONG has 4 bytes");
        }
        var symbols = SymbolLookup.libraryLookup(library, Arena.global());
        if (library.getFileName().toString().startsWith("libsofthsm")) {
            OpenSslProviders.load();
        }
        var getFunctionList =
                symbols.find("C_GetFunctionList").orElseThrow(() -> new IllegalArgumentException("no PKCS#11 library"));
        try (var arena = Arena.ofConfined()) {
            var pointer = arena.allocate(ADDRESS);
            check("C_GetFunctionList", Downcall.a(getFunctionList, pointer));
            return new Cryptoki(pointer.get(ADDRESS, 0).reinterpret(LIST_BYTES));
        }
    }

    /**
     * Sets a variable in this process's own environment, which Java cannot: libraries read theirs when they are
     * initialised.
     */
    @SuppressWarnings("restricted")
    static void setEnvironment(String name, String value) {
        var linker = Linker.nativeLinker();
        var setenv = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setenv"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ADDRESS, ADDRESS, ValueLayout.JAVA_INT));
        try (var arena = Arena.ofConfined()) {
            var nameText = arena.allocateFrom(name);
            var valueText = arena.allocateFrom(value);
            if (Downcall.made(() -> (int) setenv.invokeExact(nameText, valueText, 1)) != 0) {
                throw new IllegalArgumentException(name + " is no name of a variable");
            }
        }
    }

    void initialize(MemorySegment arguments) {
        check("C_Initialize", Downcall.a(function(0), arguments));
    }

    void finish() {
        check("C_Finalize", Downcall.a(function(1), MemorySegment.NULL));
    }

    void getSlotList(boolean tokenPresent, MemorySegment slots, MemorySegment count) {
        check("C_GetSlotList", Downcall.baa(function(4), (byte) (tokenPresent ? 1 : 0), slots, count));
    }

    void getTokenInfo(long slot, MemorySegment info) {
        check("C_GetTokenInfo", Downcall.la(function(6), slot, info));
    }

    void initToken(long slot, MemorySegment soPin, MemorySegment paddedLabel) {
        check("C_InitToken", Downcall.lala(function(9), slot, soPin, soPin.byteSize(), paddedLabel));
    }

    void initPin(long session, MemorySegment pin) {
        check("C_InitPIN", Downcall.lal(function(10), session, pin, pin.byteSize()));
    }

    void openSession(long slot, long flags, MemorySegment session) {
        var none = MemorySegment.NULL;
        check("C_OpenSession", Downcall.llaaa(function(12), slot, flags, none, none, session));
    }

    void closeSession(long session) {
        check("C_CloseSession", Downcall.l(function(13), session));
    }

    void closeAllSessions(long slot) {
        check("C_CloseAllSessions", Downcall.l(function(14), slot));
    }

    void getSessionInfo(long session, MemorySegment info) {
        check("C_GetSessionInfo", Downcall.la(function(15), session, info));
    }

    void login(long session, long user, MemorySegment pin) {
        check("C_Login", Downcall.llal(function(18), session, user, pin, pin.byteSize()));
    }

    void logout(long session) {
        check("C_Logout", Downcall.l(function(19), session));
    }

    void createObject(long session, Attributes template, MemorySegment object) {
        check("C_CreateObject", Downcall.lala(function(20), session, template.memory(), template.count(), object));
    }

    void copyObject(long session, long object, Attributes template, MemorySegment copy) {
        check("C_CopyObject", Downcall.llala(function(21), session, object, template.memory(), template.count(), copy));
    }

    void destroyObject(long session, long object) {
        check("C_DestroyObject", Downcall.ll(function(22), session, object));
    }

    void getAttributeValue(long session, long object, Attributes template) {
        check("C_GetAttributeValue", Downcall.llal(function(24), session, object, template.memory(), template.count()));
    }

    void setAttributeValue(long session, long object, Attributes template) {
        check("C_SetAttributeValue", Downcall.llal(function(25), session, object, template.memory(), template.count()));
    }

    void findObjectsInit(long session, Attributes template) {
        check("C_FindObjectsInit", Downcall.lal(function(26), session, template.memory(), template.count()));
    }

    void findObjects(long session, MemorySegment objects, long limit, MemorySegment count) {
        check("C_FindObjects", Downcall.lala(function(27), session, objects, limit, count));
    }

    void findObjectsFinal(long session) {
        check("C_FindObjectsFinal", Downcall.l(function(28), session));
    }

    void encryptInit(long session, MemorySegment mechanism, long key) {
        check("C_EncryptInit", Downcall.lal(function(29), session, mechanism, key));
    }

    void encrypt(long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        check("C_Encrypt", Downcall.lalaa(function(30), session, in, length, out, outLength));
    }

    void encryptUpdate(long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        check("C_EncryptUpdate", Downcall.lalaa(function(31), session, in, length, out, outLength));
    }

    void decryptInit(long session, MemorySegment mechanism, long key) {
        check("C_DecryptInit", Downcall.lal(function(33), session, mechanism, key));
    }

    void decrypt(long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        check("C_Decrypt", Downcall.lalaa(function(34), session, in, length, out, outLength));
    }

    void decryptUpdate(long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        check("C_DecryptUpdate", Downcall.lalaa(function(35), session, in, length, out, outLength));
    }

    void signInit(long session, MemorySegment mechanism, long key) {
        check("C_SignInit", Downcall.lal(function(42), session, mechanism, key));
    }

    void sign(long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        check("C_Sign", Downcall.lalaa(function(43), session, in, length, out, outLength));
    }

    void generateKey(long session, MemorySegment mechanism, Attributes template, MemorySegment key) {
        check(
                "C_GenerateKey",
                Downcall.laala(function(58), session, mechanism, template.memory(), template.count(), key));
    }

    void deriveKey(long session, MemorySegment mechanism, long base, Attributes template, MemorySegment key) {
        check(
                "C_DeriveKey",
                Downcall.lalala(function(62), session, mechanism, base, template.memory(), template.count(), key));
    }

    void generateRandom(long session, MemorySegment out, long length) {
        check("C_GenerateRandom", Downcall.lal(function(64), session, out, length));
    }

    MemorySegment functions() {
        return functions;
    }

    private MemorySegment function(int index) {
        return functions.get(ADDRESS, 8 + 8L * index);
    }

    private static void check(String function, long code) {
        if (code != Ck.CKR_OK) {
            throw new CkException(function, code);
        }
    }
}
