/** What texts and moments in requests may look like. All of these constraints let an absent value pass. */
@NullMarked
package io.customer360.command.platform.validation;

import org.jspecify.annotations.NullMarked;
