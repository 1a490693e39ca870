/** The bundled example: its images, built from real packages, and the run that gates them. */
@NullMarked
package io.jenkins.lib.containergate.cli.demo;

import org.jspecify.annotations.NullMarked;
