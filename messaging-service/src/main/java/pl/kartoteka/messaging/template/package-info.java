/** What messages say: templates with merge fields, the content frozen when a sending is ordered, and its rendering for one recipient. */
@NullMarked
package pl.kartoteka.messaging.template;

import org.jspecify.annotations.NullMarked;
