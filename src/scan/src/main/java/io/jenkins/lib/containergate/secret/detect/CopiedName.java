package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of copies and templates of files, in lower case: what people, editors and package managers put behind or around the name of a file. */
final class CopiedName {
    /**
     * Of copies and templates of settings: {@code app.conf.in}, {@code database.yml.bak}, {@code .database.yml.swp} and {@code .database.yml.un~} of Vim,
     * {@code app.conf.dpkg-old}, {@code secrets.yaml.dec} of Helm.
     */
    private static final Set<String> COPY_ENDINGS = Set.of(
            "in",
            "tmpl",
            "tpl",
            "template",
            "j2",
            "erb",
            "dist",
            "default",
            "bak",
            "backup",
            "old",
            "orig",
            "save",
            "swp",
            "swo",
            "swn",
            "un",
            "disabled",
            "bkp",
            "prev",
            "rej",
            "dec",
            "decrypted",
            "dpkg-old",
            "dpkg-dist",
            "dpkg-new",
            "dpkg-bak",
            "dpkg-tmp",
            "ucf-old",
            "ucf-new",
            "ucf-dist",
            "rpmsave",
            "rpmnew",
            "rpmorig",
            "apk-new",
            "pacnew",
            "pacsave",
            "augsave",
            "augnew");
    /** Of copies that mean something else behind other names, and of settings for one environment: {@code app.properties.prod}. */
    private static final Set<String> SETTINGS_COPY_ENDINGS = Set.of(
            "tmp", "temp", "new", "copy", "bk", "dev", "test", "stage", "staging", "prod", "production", "local");
    /** Of settings that a program or {@code logrotate} numbers when it writes new ones: {@code app.conf.1}. */
    private static final Set<String> ROTATED = Set.of(
            "conf",
            "cnf",
            "cfg",
            "ini",
            "env",
            "yml",
            "yaml",
            "properties",
            "json",
            "xml",
            "toml",
            "config",
            "tfvars",
            "php",
            "py");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    /** As people and desktops mark a copy: {@code app.conf_old}, {@code app.conf (copy)}. */
    private static final List<String> COPY_MARKS = List.of(
            "_old", "-old", "_bak", "-bak", "_backup", "-backup", "_orig", "-orig", "_copy", "-copy", "_save", " copy",
            " (copy)");
    /** As {@code logrotate} and others date a copy ({@code app.conf-20261101}, {@code app.conf.2026-11-01_0830}) or number it. */
    private static final Pattern DATE = Pattern.compile(
            "[-._](?:19|20)[0-9]{2}-?[0-9]{2}-?[0-9]{2}(?:[-_.t]?[0-9]{2}[-_:.]?[0-9]{2}(?:[-_:.]?[0-9]{2})?z?)?"
                    + "| \\([0-9]{1,2}\\)|\\.~[0-9]{1,3}");

    private static final int LONGEST_DATE = 24;

    private CopiedName() {}

    /** What a file of that name is a copy or a template of, or the name itself. */
    static String original(String name) {
        String left = saved(name);
        for (int end = copied(left); end > 0; end = copied(left)) {
            left = left.substring(0, end);
        }
        return left;
    }

    /** As Emacs and others call the file before a change, and one that is not saved yet. */
    private static String saved(String name) {
        if (name.length() > 2 && name.startsWith("#") && name.endsWith("#")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith("~") ? name.substring(0, name.length() - 1) : name;
    }

    /** Where the mark of a copy begins; negative where the name ends with none. */
    private static int copied(String name) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0 && (COPY_ENDINGS.contains(name.substring(dot + 1)) || rotated(name, dot))) {
            return dot;
        }
        for (String mark : COPY_MARKS) {
            if (name.endsWith(mark) && dot > 0 && dot < name.length() - mark.length()) {
                return name.length() - mark.length();
            }
        }
        return dot > 0 ? dated(name) : -1;
    }

    private static int dated(String name) {
        char last = name.charAt(name.length() - 1);
        if (last != ')' && last != 'z' && !Characters.digit(last)) {
            return -1;
        }
        Matcher date = DATE.matcher(name);
        for (int start = Math.max(1, name.length() - LONGEST_DATE); start < name.length(); start++) {
            boolean possible = "-._ ".indexOf(name.charAt(start)) >= 0 && name.lastIndexOf('.', start - 1) > 0;
            if (possible && date.region(start, name.length()).matches()) {
                return start;
            }
        }
        return -1;
    }

    private static boolean rotated(String name, int dot) {
        String ending = name.substring(dot + 1);
        return (SETTINGS_COPY_ENDINGS.contains(ending) || NUMBER.matcher(ending).matches())
                && ROTATED.contains(name.substring(name.lastIndexOf('.', dot - 1) + 1, dot));
    }
}
