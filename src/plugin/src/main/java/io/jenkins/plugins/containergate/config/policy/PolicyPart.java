package io.jenkins.plugins.containergate.config.policy;

import java.util.Map;

/** A part of a policy that can be written as a policy file. */
interface PolicyPart {
    /** As maps, lists, texts, numbers and booleans; without what was left empty. */
    Map<String, Object> plain();
}
