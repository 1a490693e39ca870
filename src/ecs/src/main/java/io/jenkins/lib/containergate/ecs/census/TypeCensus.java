package io.jenkins.lib.containergate.ecs.census;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What becomes of a resource, by its type, whatever tool calls it what. */
public final class TypeCensus {
    private static final String OF_ECS = "aws::ecs::";
    private static final String TERRAFORM = "terraform ";
    private static final String CLOUD_CONTROL = "awscc_";
    private static final TypeCensus STANDARD = new TypeCensus();

    private final Map<String, Classified> types = new LinkedHashMap<>();
    private final Map<String, String> terraform = new LinkedHashMap<>();
    private final Map<String, Classified> onlyTerraform = new HashMap<>();
    private final Map<String, String> byPlainName = new HashMap<>();

    private TypeCensus() {
        types.putAll(MemberCensus.standard().types());
        for (String line : CensusFile.lines("types.txt")) {
            if (line.startsWith(TERRAFORM)) {
                terraform(line.substring(TERRAFORM.length()).split(": ", 3));
            } else {
                int colon = line.indexOf(": ");
                String[] words = (colon < 0 ? line : line.substring(0, colon)).split(" ");
                types.put(words[1], CensusFile.classified(words[0], colon < 0 ? "" : line.substring(colon + 2)));
            }
        }
        types.keySet().forEach(type -> byPlainName.put(plain(type.substring("AWS::".length())), type));
    }

    private void terraform(String[] words) {
        if (words.length == 2) {
            terraform.put(words[0], words[1]);
        } else {
            onlyTerraform.put(words[0], CensusFile.classified(words[1], words[2]));
        }
    }

    public static TypeCensus standard() {
        return STANDARD;
    }

    /** What CloudFormation calls the type; the same for one that it does not have, or that is not listed. */
    public String canonical(String type) {
        if (type.startsWith(CLOUD_CONTROL)) {
            return byPlainName.getOrDefault(plain(type.substring(CLOUD_CONTROL.length())), type);
        }
        return terraform.getOrDefault(type, type);
    }

    /** @param type as a file writes it */
    public Classified of(String type) {
        String canonical = canonical(type);
        if (types.containsKey(canonical)) {
            return types.get(canonical);
        }
        if (onlyTerraform.containsKey(type)) {
            return onlyTerraform.get(type);
        }
        if (type.strip().toLowerCase(Locale.ROOT).startsWith(OF_ECS)
                || type.startsWith("aws_ecs_")
                || type.startsWith("awscc_ecs_")) {
            return Classified.undecided("unknown type of ECS");
        }
        if (type.startsWith("Custom::")) {
            return types.get("AWS::CloudFormation::CustomResource");
        }
        if (type.endsWith("::MODULE")) {
            return Classified.undecided("a module holds resources that are not read");
        }
        if (type.isEmpty()) {
            return Classified.undecided("it has no type");
        }
        boolean ofAws = type.startsWith("AWS::") || type.startsWith("aws_") || type.startsWith(CLOUD_CONTROL);
        return Classified.harmless(ofAws ? "runs no task of ECS" : "what its provider does is not in the file");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("::", "").replace("_", "");
    }
}
