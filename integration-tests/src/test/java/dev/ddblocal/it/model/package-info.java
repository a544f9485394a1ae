/**
 * A plain model of tables with secondary indexes, random work on a server, and the comparison of
 * both. Nothing here knows the server's code: the model is made of maps, lists and loops.
 */
package dev.ddblocal.it.model;
