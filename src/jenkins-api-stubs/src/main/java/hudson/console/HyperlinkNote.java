package hudson.console;

public class HyperlinkNote extends ConsoleNote {
    HyperlinkNote() {}
}
