/**
 * From raw rows to what indicators ask about: the table `facts` and the views `w`, `b`, `s`, `k`.
 * - `facts`: the rows of the leaked key and of its successor, with network, client family, route, object id and
 *   what the route means. `rid` is the row's number in `api_access_logs`.
 * - `b`: the old key before the leak. `w`: the old key from the leak to the end of the logs, without our own
 *   probes and authorised clients. `s`: the rows of `w` by strangers. `k`: both keys since the leak.
 * A stranger is a client (network and User-Agent family) that the baseline does not know.
 */
import type { LogDatabase, SqlValue } from './engine.ts'
import { UNNAMED } from './log-row.ts'
import { routePatterns } from './route-classes.ts'

export interface Window {
  readonly key: string
  readonly newKey: string | null
  readonly baselineFrom: Date
  readonly leakedAt: Date
  /** First refused use of the old key. */
  readonly refusedAt: Date
  readonly newKeyAt: Date | null
  /** End of the logs. */
  readonly until: Date
}

/** The parameters that the SQL of an indicator may use. */
export function windowParams(window: Window): Record<string, SqlValue> {
  return {
    key: window.key,
    newkey: window.newKey,
    b0: window.baselineFrom,
    t0: window.leakedAt,
    t1: window.until,
    rev: window.refusedAt,
    newt: window.newKeyAt,
  }
}

/** The network of an address without a geo database: /24 for IPv4, /48 for IPv6, else the text itself. */
const NETWORK_MACRO = `CREATE MACRO network_of(ip) AS CASE
  WHEN regexp_full_match(ip, '[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+')
    THEN regexp_extract(ip, '^([0-9]+\\.[0-9]+\\.[0-9]+)\\.', 1) || '.0/24'
  WHEN contains(ip, ':')
    THEN array_to_string(list_transform(list_resize(string_split(split_part(ip, '::', 1), ':'), 3, '0'),
      lambda part: CASE WHEN part = '' THEN '0' ELSE part END), ':') || '::/48'
  ELSE ip END`

/** The first two product names without versions, comments and UUIDs: "acmecheckout stripe", "curl", "aws-cli python". */
const FAMILY_MACRO = `CREATE MACRO family_of(ua) AS CASE WHEN trim(ua) = '' THEN '(empty)' ELSE
  lower(left(trim(regexp_extract(
    regexp_replace(regexp_replace(regexp_replace(left(ua, 400), '\\([^)]*\\)\\s*', '', 'g'), '/[^ ]*', '', 'g'),
      '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F-]{22,27}', '*', 'g'),
    '^\\s*(\\S+(?:\\s+\\S+)?)', 1)), 80)) END`

/** `rekey/0.1.0 (probe)` to an HTTP API, `rekey` and `rekey (probe)` as the application name of a database login. */
const OUR_NAME_MACRO = `CREATE MACRO is_our_name(ua) AS starts_with(ua, 'rekey/') OR ua IN ('rekey', 'rekey (probe)')`

/** Path segments that are ids: numbers, UUIDs, long hexadecimals, and prefixed ids such as `cus_9aB`. */
const ID_SEGMENT = '[0-9]+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-f]{16,}|[a-z]{2,8}_[A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*'
/** A prefixed id without digit or capital is told from a collection (`tax_rates`) by the plural before it. */
const ID_AFTER_PLURAL = 's/([a-z]{2,5}_[A-Za-z0-9]+)(/|$)'
const PATH_MACROS = `
CREATE MACRO bare_path(path) AS left(regexp_extract(path, '^[^?#]*'), 400);
CREATE MACRO route_of(bare) AS array_to_string(list_transform(
  string_split(regexp_replace(bare, '${ID_AFTER_PLURAL}', 's/:id\\2', 'g'), '/'),
  lambda part: CASE WHEN regexp_full_match(part, '${ID_SEGMENT}') THEN ':id' ELSE part END), '/');
CREATE MACRO object_of(bare) AS coalesce(
  list_last(list_filter(string_split(bare, '/'), lambda part: regexp_full_match(part, '${ID_SEGMENT}'))),
  nullif(regexp_extract(bare, '${ID_AFTER_PLURAL}', 1), ''));
CREATE MACRO parameter_of(path, name) AS nullif(regexp_extract(path, '[?&]' || name || '=([^&#]*)', 1), '')`

/** Addresses, agents and paths repeat: each distinct one is taken apart once. */
const DISTINCT_PARTS = `
CREATE TABLE own_rows AS SELECT rowid AS rid, * FROM api_access_logs WHERE api_key_id = $key OR api_key_id = $newkey;
CREATE TABLE networks AS
  SELECT client_ip, network_of(client_ip) AS network FROM (SELECT DISTINCT client_ip FROM own_rows);
CREATE TABLE families AS
  SELECT user_agent, family_of(user_agent) AS family FROM (SELECT DISTINCT user_agent FROM own_rows);
CREATE TABLE successor_users AS
  SELECT DISTINCT client_ip FROM own_rows
  WHERE api_key_id = $newkey AND response_status_code BETWEEN 200 AND 399 AND is_our_name(user_agent);
CREATE TABLE paths AS
  SELECT request_path, route_of(bare) AS route, object_of(bare) AS object
  FROM (SELECT request_path, bare_path(request_path) AS bare FROM (SELECT DISTINCT request_path FROM own_rows))`

const RAW_FACTS = `
CREATE TABLE raw_facts AS
  SELECT rid, request_timestamp AS ts, client_ip AS ip, request_method AS method, request_path AS path,
    response_status_code AS status, user_agent AS ua, coalesce(bytes_out, 0) AS bytes, country, asn, as_org,
    region, network, family, client_ip || ' ' || family AS client, route,
    -- A log's own resource is believed for events only: beside a listing it may be the page's cursor.
    coalesce(object, CASE WHEN regexp_full_match(request_path, '/[a-z0-9-]+/[A-Z][A-Za-z0-9]*')
      THEN nullif(resource, '') END) AS object,
    response_status_code BETWEEN 200 AND 399 AS ok, response_status_code IN (401, 403) AS denied,
    api_key_id = $key AS old
  FROM own_rows JOIN networks USING (client_ip) JOIN families USING (user_agent) JOIN paths USING (request_path)`

const CLASSIFY = `
CREATE TABLE route_meanings AS
  SELECT method, route, list_distinct(list(p.class)) AS acts
  FROM (SELECT DISTINCT method, route FROM raw_facts) r
  JOIN route_patterns p ON regexp_matches(r.method || ' ' || r.route, p.pattern) GROUP BY method, route`

const FACTS = `
CREATE TABLE facts AS
  WITH meant AS (
    SELECT f.*, coalesce(m.acts, []) AS acts FROM raw_facts f LEFT JOIN route_meanings m USING (method, route)),
  known AS (SELECT DISTINCT network, family FROM raw_facts WHERE old AND ts >= $b0 AND ts < $t0),
  known_routes AS (SELECT DISTINCT network, family, method, route FROM raw_facts WHERE old AND ts >= $b0 AND ts < $t0)
  SELECT meant.*,
    known.family IS NULL AS unknown_client,
    known_routes.route IS NULL AS new_to_client,
    -- The name is only a claim, so it excuses nothing but a probe: a read that changes and lists nothing. A login
    -- does not show what it was for: its address must have used the new key as well, which no stranger holds. From
    -- there a login that was refused before it could give a name is ours too.
    CASE WHEN method = 'CONNECT'
      THEN (is_our_name(ua) OR (denied AND ua = '${UNNAMED}')) AND ip IN (SELECT client_ip FROM successor_users)
      ELSE is_our_name(ua) AND method IN ('GET', 'HEAD')
        AND (NOT list_contains(acts, 'personal') OR (object IS NULL AND parameter_of(path, 'limit') = '1'))
      END AS own_probe,
    ip IN (SELECT ip FROM authorised) AS authorised
  FROM meant LEFT JOIN known USING (network, family) LEFT JOIN known_routes USING (network, family, method, route)
  ORDER BY rid`

/** `excused` are our own probes and the clients that a person vouched for: listed apart, part of no finding. */
const VIEWS = `
CREATE TABLE b AS SELECT * FROM facts WHERE old AND ts >= $b0 AND ts < $t0;
CREATE TABLE excused AS SELECT * FROM facts WHERE old AND ts >= $t0 AND ts <= $t1 AND (own_probe OR authorised);
CREATE TABLE k AS SELECT * FROM facts WHERE ts >= $t0 AND ts <= $t1 AND NOT (own_probe OR authorised);
CREATE VIEW w AS SELECT * FROM k WHERE old;
CREATE VIEW s AS SELECT * FROM w WHERE unknown_client;
CREATE VIEW clients AS
  SELECT network, family, min(ts) AS first_ts, max(ts) AS last_ts, count(*) AS requests,
    coalesce(max(epoch_ms(ts) - epoch_ms(before)), 0) AS silence_ms
  FROM (SELECT *, lag(ts) OVER (PARTITION BY network, family ORDER BY ts) AS before FROM b) GROUP BY network, family`

/** Builds the tables of one question. `authorised` are addresses that a person vouched for. */
export async function prepareFacts(
  database: LogDatabase,
  window: Window,
  authorised: readonly string[],
): Promise<void> {
  const params = windowParams(window)
  const run = async (statements: string): Promise<void> => {
    for (const statement of statements.split(';\n')) await database.prepare(statement, params)
  }
  await run(NETWORK_MACRO)
  await run(FAMILY_MACRO)
  await run(OUR_NAME_MACRO)
  await run(PATH_MACROS)
  await run('CREATE TABLE authorised (ip VARCHAR);\nCREATE TABLE route_patterns (class VARCHAR, pattern VARCHAR)')
  for (const ip of authorised) await database.prepare('INSERT INTO authorised VALUES ($ip)', { ip })
  for (const { class: routeClass, pattern } of routePatterns) {
    await database.prepare('INSERT INTO route_patterns VALUES ($class, $pattern)', { class: routeClass, pattern })
  }
  await run(DISTINCT_PARTS)
  await run(RAW_FACTS)
  await run(CLASSIFY)
  await run(FACTS)
  await run(VIEWS)
}
