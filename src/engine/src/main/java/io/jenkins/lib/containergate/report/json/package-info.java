/** verdict.json, written and read back; and the JSON syntax all JSON reports share. */
@NullMarked
package io.jenkins.lib.containergate.report.json;

import org.jspecify.annotations.NullMarked;
