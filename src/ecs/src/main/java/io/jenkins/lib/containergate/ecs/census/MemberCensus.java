package io.jenkins.lib.containergate.ecs.census;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resource types of ECS with their members. */
public final class MemberCensus {
    private static final MemberCensus STANDARD = new MemberCensus();

    private final Map<String, Classified> types = new LinkedHashMap<>();
    private final Map<String, Map<String, Classified>> members = new HashMap<>();
    private final Map<String, Set<String>> paths = new HashMap<>();
    private final Map<String, Set<String>> later = new TreeMap<>();
    private final Map<String, Set<String>> terraform = new HashMap<>();

    private MemberCensus() {
        String type = "";
        for (String line : CensusFile.lines("members.txt")) {
            int colon = line.indexOf(": ");
            String reason = colon < 0 ? "" : line.substring(colon + 2);
            String[] words = (colon < 0 ? line : line.substring(0, colon)).split(" ");
            if (line.startsWith("AWS::")) {
                type = words[0];
                types.put(type, CensusFile.classified(words[1], reason));
                members.put(type, new HashMap<>());
                paths.put(type, new TreeSet<>());
                terraform.put(type, new TreeSet<>());
            } else if (words[0].equals("terraform")) {
                terraform.getOrDefault(type, new TreeSet<>()).add(key(words[1]));
            } else if (words[0].equals("later")) {
                later.computeIfAbsent(type, absent -> new TreeSet<>()).add(words[2]);
                members.getOrDefault(type, new HashMap<>()).put(key(words[2]), CensusFile.classified(words[1], reason));
            } else {
                boolean api = words[0].equals("api");
                Classified classified = api ? answered(reason) : CensusFile.classified(words[0], reason);
                members.getOrDefault(type, new HashMap<>()).put(key(words[1]), classified);
                if (!api) {
                    paths.getOrDefault(type, new TreeSet<>()).add(words[1]);
                }
            }
        }
    }

    private static Classified answered(String undecided) {
        return undecided.isEmpty() ? Classified.harmless("an answer of ECS") : Classified.undecided(undecided);
    }

    public static MemberCensus standard() {
        return STANDARD;
    }

    public Map<String, Classified> types() {
        return Collections.unmodifiableMap(types);
    }

    /** The members of a type that its schema has, as they are listed. */
    public Set<String> paths(String type) {
        return Collections.unmodifiableSet(paths.getOrDefault(type, Set.of()));
    }

    /** By type, the members that ECS has and its schema has not, as they are listed. */
    public Map<String, Set<String>> later() {
        return Collections.unmodifiableMap(later);
    }

    /** Whether the members of the type are listed. */
    public boolean lists(String type) {
        return !members.getOrDefault(type, Map.of()).isEmpty();
    }

    /**
     * @param path names of members with slashes between them, without places in lists; in any case
     * @return empty for a member that is not listed
     */
    public Optional<Classified> member(String type, String path) {
        return Optional.ofNullable(members.getOrDefault(type, Map.of()).get(key(path)));
    }

    /** Whether the member, or what is below it, is Terraform's own: it is read otherwise, or no member of the type. */
    public boolean ofTerraform(String type, String path) {
        return terraform.getOrDefault(type, Set.of()).contains(key(path));
    }

    /** Whether a listed member is below the path. */
    public boolean holds(String type, String path) {
        String start = key(path) + "/";
        return members.getOrDefault(type, Map.of()).keySet().stream().anyMatch(each -> each.startsWith(start));
    }

    private static String key(String path) {
        // two names that the API and CloudFormation do not share
        return path.toLowerCase(Locale.ROOT)
                .replace("proxyconfigurationproperties", "properties")
                .replace("clustersettings", "settings");
    }
}
