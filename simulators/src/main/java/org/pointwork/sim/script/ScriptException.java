package org.pointwork.sim.script;

/** A script that cannot be understood. The message begins with file and line. */
public final class ScriptException extends RuntimeException {
    public ScriptException(String file, int line, String why) {
        super(file + ":" + line + ": " + why);
    }
}
