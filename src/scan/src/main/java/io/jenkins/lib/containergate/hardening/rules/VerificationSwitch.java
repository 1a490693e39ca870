package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.hardening.history.Instruction.ShellCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Arguments by which package managers and download tools take what nobody signed, or what anybody may have sent. */
final class VerificationSwitch {
    private static final Set<String> APT =
            Set.of("--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories");
    private static final Set<String> RPM = Set.of("--nogpgcheck", "--no-gpgchecks");
    private static final Set<String> NODE = Set.of("--no-strict-ssl");
    /** Options by program; an option with a value counts by its name. */
    private static final Map<String, Set<String>> OPTIONS = Map.ofEntries(
            Map.entry("apt-get", APT),
            Map.entry("apt", APT),
            Map.entry("aptitude", Set.of("--allow-untrusted")),
            Map.entry("apk", Set.of("--allow-untrusted")),
            Map.entry("yum", RPM),
            Map.entry("dnf", RPM),
            Map.entry("dnf5", RPM),
            Map.entry("microdnf", RPM),
            Map.entry("tdnf", RPM),
            Map.entry("zypper", Set.of("--no-gpg-checks", "--allow-unsigned-rpm")),
            Map.entry("rpm", Set.of("--nosignature", "--nodigest")),
            Map.entry("pip", Set.of("--trusted-host")),
            Map.entry("uv", Set.of("--allow-insecure-host")),
            Map.entry("npm", NODE),
            Map.entry("pnpm", NODE),
            Map.entry("yarn", NODE),
            Map.entry("curl", Set.of("-k", "--insecure")),
            Map.entry("wget", Set.of("--no-check-certificate")));
    /** Settings by program, written {@code NAME=VALUE} or {@code NAME VALUE}, that switch it off when they are this. */
    private static final Map<String, Map<Pattern, Boolean>> SETTINGS = Map.ofEntries(
            Map.entry("apt-get", apt()),
            Map.entry("apt", apt()),
            Map.entry("yum", off("(?:.+\\.)?(?:gpgcheck|sslverify)")),
            Map.entry("dnf", off("(?:.+\\.)?(?:gpgcheck|pkg_gpgcheck|sslverify)")),
            Map.entry("dnf5", off("(?:.+\\.)?(?:gpgcheck|pkg_gpgcheck|sslverify)")),
            Map.entry("microdnf", off("(?:.+\\.)?(?:gpgcheck|sslverify)")),
            Map.entry("npm", off("strict-ssl")),
            Map.entry("pnpm", off("strict-ssl")),
            Map.entry("yarn", off("strict-ssl|enablestrictssl")),
            Map.entry("git", off("http\\.(?:.+\\.)?sslverify")));

    private static final Set<String> ON = Set.of("true", "1", "yes", "on", "with", "enable");
    private static final Set<String> OFF = Set.of("false", "0", "no", "off", "without", "disable");
    private static final Pattern PIP = Pattern.compile("pip[0-9.]*");
    private static final Pattern PYTHON = Pattern.compile("python[0-9.]*");
    /** A setting in one word, also joined to its option: {@code -oNAME=VALUE}, {@code --setopt=NAME=VALUE}. */
    private static final Pattern SETTING = Pattern.compile("(?:--setopt=|--option=|-o(?=[A-Za-z])|--)?([^=]+)=(.*)");

    /** Most of the programs take the beginning of an option for the whole. */
    private static final int BEGINNING = "--nogpg".length();

    private VerificationSwitch() {}

    private static Map<Pattern, Boolean> apt() {
        return Map.of(
                named(
                        "apt::get::(?:allowunauthenticated|force-yes)|acquire::allow(?:insecure|downgradetoinsecure)repositories"),
                true,
                named("acquire::https?::(?:.+::)?verify-(?:peer|host)"),
                false);
    }

    private static Map<Pattern, Boolean> off(String name) {
        return Map.of(named(name), false);
    }

    private static Pattern named(String name) {
        return Pattern.compile(name);
    }

    /** The first of the command, without its value. */
    static Optional<String> of(ShellCommand command) {
        String program = command.program();
        List<String> arguments = command.arguments();
        int module = arguments.indexOf("-m");
        if (PYTHON.matcher(program).matches() && module >= 0 && module + 1 < arguments.size()) {
            program = arguments.get(module + 1);
            arguments = arguments.subList(module + 2, arguments.size());
        }
        String known = PIP.matcher(program).matches() ? "pip" : program;
        Set<String> options = OPTIONS.getOrDefault(known, Set.of());
        Map<Pattern, Boolean> settings = SETTINGS.getOrDefault(known, Map.of());
        for (int i = 0; i < arguments.size(); i++) {
            Optional<String> found = option(known, arguments.get(i), options);
            if (found.isEmpty()) {
                found = setting(arguments.get(i), i + 1 < arguments.size() ? arguments.get(i + 1) : "", settings);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Without its value; among curl's joined short options, {@code -k}. */
    private static Optional<String> option(String program, String argument, Set<String> unsafe) {
        boolean shortOptions = argument.startsWith("-") && !argument.startsWith("--");
        if (program.equals("curl") && shortOptions && curlFlags(argument).indexOf('k') >= 0) {
            return Optional.of("-k");
        }
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        return unsafe.stream()
                .filter(option -> option.equals(name)
                        || name.startsWith("--") && name.length() >= BEGINNING && option.startsWith(name))
                .sorted()
                .findFirst();
    }

    /** The letters up to the first option that takes the rest as its value. */
    private static String curlFlags(String argument) {
        int end = 1;
        while (end < argument.length() && "fsSLkgiIjlnNOqRvV0123456#".indexOf(argument.charAt(end)) >= 0) {
            end++;
        }
        return argument.substring(1, end);
    }

    private static Optional<String> setting(String argument, String next, Map<Pattern, Boolean> unsafe) {
        Matcher written = SETTING.matcher(argument);
        String name = (written.matches() ? written.group(1) : argument).toLowerCase(Locale.ROOT);
        String value = (written.matches() ? written.group(2) : next).toLowerCase(Locale.ROOT);
        return unsafe.entrySet().stream()
                .filter(each -> each.getKey().matcher(name).matches() && (each.getValue() ? ON : OFF).contains(value))
                .findFirst()
                .map(each -> name + "=" + value);
    }
}
