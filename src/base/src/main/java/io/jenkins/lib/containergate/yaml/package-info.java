/** Where the parser of YAML is set up, so that it takes time and memory in proportion to a text. */
@NullMarked
package io.jenkins.lib.containergate.yaml;

import org.jspecify.annotations.NullMarked;
