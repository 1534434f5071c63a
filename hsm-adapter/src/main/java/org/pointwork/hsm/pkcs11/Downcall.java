package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Calls of C functions by the shape of their arguments: {@code L} is a CK_ULONG (8 bytes on 64-bit Unix), {@code A} an
 * address, {@code B} a byte. The handles are constants and take the function's address first, so that the JIT compiles
 * each call to a plain native one.
 */
final class Downcall {
    private static final MethodHandle A = shape(ADDRESS);
    private static final MethodHandle L = shape(JAVA_LONG);
    private static final MethodHandle LL = shape(JAVA_LONG, JAVA_LONG);
    private static final MethodHandle LA = shape(JAVA_LONG, ADDRESS);
    private static final MethodHandle BAA = shape(JAVA_BYTE, ADDRESS, ADDRESS);
    private static final MethodHandle LAL = shape(JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle LALA = shape(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle LLAL = shape(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle LLAAA = shape(JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS);
    private static final MethodHandle LLALA = shape(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle LALAA = shape(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle LAALA = shape(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle LALALA = shape(JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);

    private Downcall() {}

    @SuppressWarnings("restricted")
    private static MethodHandle shape(MemoryLayout... arguments) {
        return Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, arguments));
    }

    static long a(MemorySegment f, MemorySegment a1) {
        return made(() -> (long) A.invokeExact(f, a1));
    }

    static long l(MemorySegment f, long a1) {
        return made(() -> (long) L.invokeExact(f, a1));
    }

    static long ll(MemorySegment f, long a1, long a2) {
        return made(() -> (long) LL.invokeExact(f, a1, a2));
    }

    static long la(MemorySegment f, long a1, MemorySegment a2) {
        return made(() -> (long) LA.invokeExact(f, a1, a2));
    }

    static long baa(MemorySegment f, byte a1, MemorySegment a2, MemorySegment a3) {
        return made(() -> (long) BAA.invokeExact(f, a1, a2, a3));
    }

    static long lal(MemorySegment f, long a1, MemorySegment a2, long a3) {
        return made(() -> (long) LAL.invokeExact(f, a1, a2, a3));
    }

    static long lala(MemorySegment f, long a1, MemorySegment a2, long a3, MemorySegment a4) {
        return made(() -> (long) LALA.invokeExact(f, a1, a2, a3, a4));
    }

    static long llal(MemorySegment f, long a1, long a2, MemorySegment a3, long a4) {
        return made(() -> (long) LLAL.invokeExact(f, a1, a2, a3, a4));
    }

    static long llaaa(MemorySegment f, long a1, long a2, MemorySegment a3, MemorySegment a4, MemorySegment a5) {
        return made(() -> (long) LLAAA.invokeExact(f, a1, a2, a3, a4, a5));
    }

    static long llala(MemorySegment f, long a1, long a2, MemorySegment a3, long a4, MemorySegment a5) {
        return made(() -> (long) LLALA.invokeExact(f, a1, a2, a3, a4, a5));
    }

    static long lalaa(MemorySegment f, long a1, MemorySegment a2, long a3, MemorySegment a4, MemorySegment a5) {
        return made(() -> (long) LALAA.invokeExact(f, a1, a2, a3, a4, a5));
    }

    static long laala(MemorySegment f, long a1, MemorySegment a2, MemorySegment a3, long a4, MemorySegment a5) {
        return made(() -> (long) LAALA.invokeExact(f, a1, a2, a3, a4, a5));
    }

    static long lalala(
            MemorySegment f, long a1, MemorySegment a2, long a3, MemorySegment a4, long a5, MemorySegment a6) {
        return made(() -> (long) LALALA.invokeExact(f, a1, a2, a3, a4, a5, a6));
    }

    /** A call by a method handle. */
    interface Call<T> {
        T make() throws Throwable;
    }

    /**
     * Makes a call of a C function, which throws nothing: {@code invokeExact} declares Throwable because the compiler
     * cannot know. A Java error such as a lack of memory goes on as it is. The JIT sees through the call and makes no
     * object for it; every answer but a failure is a Long that the JDK keeps.
     */
    static <T> T made(Call<T> call) {
        try {
            return call.make();
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a native call could not be made", e);
        }
    }
}
