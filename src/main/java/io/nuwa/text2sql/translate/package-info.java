/**
 * Questions to SQL by rules over the live schema. Pure: no I/O, no clock. A question is only
 * translated when every word of it was understood; a half-understood one is refused.
 */
package io.nuwa.text2sql.translate;
