package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.json.VerdictJson;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders below {@code --out}, one for each verdict of a run that comes to several. */
public final class VerdictFolders {
    private static final int LONGEST_NAME = 80;
    private static final Pattern NUMBERED = Pattern.compile("([1-9][0-9]{0,8})-.*");

    private VerdictFolders() {}

    static String byPlatform(Subject subject) {
        return subject.platform().orElse("unknown").replace('/', '-');
    }

    /** @param number from 1 */
    static String numbered(int number, Subject subject) {
        String name = subject.reference().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
        return number + "-" + name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    /**
     * Those that earlier runs wrote: each holds a verdict and is named after what that verdict is about. Others, and links,
     * are somebody else's.
     *
     * @param wanted of the verdicts
     * @throws GateException when the directory cannot be listed
     */
    public static List<Path> earlier(Path out, Predicate<Verdict> wanted) throws GateException {
        List<Path> folders = new ArrayList<>();
        if (!Files.isDirectory(out)) {
            return folders;
        }
        try {
            for (Path folder : FileTree.entries(out)) {
                Path verdict = folder.resolve(VerdictJson.FILE_NAME);
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(verdict, LinkOption.NOFOLLOW_LINKS)
                        && holds(folder, verdict, wanted)) {
                    folders.add(folder);
                }
            }
            return folders;
        } catch (IOException e) {
            throw new GateException(
                    "earlier reports below " + out + " cannot be looked for: " + FileProblem.of(e),
                    "make that directory readable, or name another one",
                    e);
        }
    }

    private static boolean holds(Path folder, Path file, Predicate<Verdict> wanted) throws IOException {
        Verdict verdict;
        try {
            verdict = new VerdictReader().read(file).verdict();
        } catch (GateException e) {
            return false; // some other file of that name
        }
        String name = String.valueOf(folder.getFileName());
        Matcher numbered = NUMBERED.matcher(name);
        boolean named = name.equals(byPlatform(verdict.subject()))
                || numbered.matches() && name.equals(numbered(Integer.parseInt(numbered.group(1)), verdict.subject()));
        return named && wanted.test(verdict);
    }
}
