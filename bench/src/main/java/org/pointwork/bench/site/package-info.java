/** What benchmarks are run on: a folder, a database server, keys, an issuer, and nodes as processes of their own. */
package org.pointwork.bench.site;
