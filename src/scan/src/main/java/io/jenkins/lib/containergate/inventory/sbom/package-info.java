/** What a software bill of materials says is installed. */
@NullMarked
package io.jenkins.lib.containergate.inventory.sbom;

import org.jspecify.annotations.NullMarked;
