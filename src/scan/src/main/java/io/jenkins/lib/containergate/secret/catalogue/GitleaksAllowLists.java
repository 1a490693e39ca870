package io.jenkins.lib.containergate.secret.catalogue;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** {@code allowlists} of a rule or of a whole file. */
final class GitleaksAllowLists {
    private static final Set<String> FIELDS =
            Set.of("description", "condition", "regexTarget", "paths", "regexes", "stopwords", "targetRules");

    private GitleaksAllowLists() {}

    static List<AllowList> of(TomlTable rule) throws GateException {
        List<AllowList> lists = new ArrayList<>();
        for (TargetedAllowList list : shared(rule)) {
            lists.add(list.list());
        }
        return lists;
    }

    /** Those of the file, for the rules they name. */
    static List<TargetedAllowList> shared(TomlTable owner) throws GateException {
        List<TomlTable> tables = new ArrayList<>(owner.tables("allowlists"));
        tables.addAll(owner.tables("allowlist"));
        List<TargetedAllowList> lists = new ArrayList<>();
        for (TomlTable table : tables) {
            table.only(FIELDS);
            lists.add(new TargetedAllowList(list(table), table.texts("targetRules")));
        }
        return lists;
    }

    private static AllowList list(TomlTable table) throws GateException {
        AllowList list = new AllowList(
                all(table),
                target(table),
                table.patterns("paths"),
                table.patterns("regexes"),
                table.texts("stopwords").stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList());
        if (list.paths().isEmpty()
                && list.patterns().isEmpty()
                && list.stopWords().isEmpty()) {
            throw table.problem("allows nothing", "give it paths, regexes or stopwords");
        }
        return list;
    }

    private static boolean all(TomlTable table) throws GateException {
        String condition = table.text("condition").orElse("OR").toUpperCase(Locale.ROOT);
        return switch (condition) {
            case "AND", "&&" -> true;
            case "OR", "||" -> false;
            default -> throw table.problem("has the unknown condition " + ShownName.of(condition), "write AND or OR");
        };
    }

    private static AllowList.Target target(TomlTable table) throws GateException {
        String target = table.text("regexTarget").orElse("secret");
        return switch (target) {
            case "secret" -> AllowList.Target.SECRET;
            case "match" -> AllowList.Target.MATCH;
            case "line" -> AllowList.Target.LINE;
            default ->
                throw table.problem(
                        "has the unknown regexTarget " + ShownName.of(target), "write secret, match or line");
        };
    }
}
