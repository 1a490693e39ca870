/** The deployment hook as an AWS Lambda function. */
@NullMarked
package io.jenkins.lib.containergate.lambda;

import org.jspecify.annotations.NullMarked;
