package io.jenkins.lib.containergate.report.console;

/** Whether the reader is a terminal that understands colours; the caller knows. */
public enum ConsoleStyle {
    PLAIN,
    /** Select Graphic Rendition sequences of ECMA-48. */
    ANSI;

    String paint(Tone tone, String text) {
        return this == PLAIN || tone == Tone.PLAIN ? text : "\u001B[" + tone.code() + "m" + text + "\u001B[0m";
    }
}
