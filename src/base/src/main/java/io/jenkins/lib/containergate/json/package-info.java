/** Where readers and writers of JSON are made, so that each says how much it takes. */
@NullMarked
package io.jenkins.lib.containergate.json;

import org.jspecify.annotations.NullMarked;
