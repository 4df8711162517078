/**
 * Who was told what of which alert, and what is owed to whom: a ledger without clock and network,
 * and its file. Says when something is due; sends nothing.
 */
package io.nuwa.emergency.notify.ledger;
