/**
 * Functions a stranger's statement may call: what PostgreSQL clients and dbplyr write and what one table's statistics need. A
 * function is listed when its answer is bounded by its arguments, reads nothing but them, and means the same as in PostgreSQL.
 */
const AGGREGATES =
  'any_value approx_count_distinct arg_max arg_min array_agg avg bit_and bit_or bit_xor bool_and bool_or corr every count ' +
  'count_if count_star covar_pop covar_samp first last kurtosis mad max max_by mean median min min_by mode ' +
  'quantile quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy ' +
  'regr_syy skewness stddev stddev_pop stddev_samp string_agg listagg sum var_pop var_samp variance'

const WINDOWS =
  'cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank rank_dense row_number fill'

const NUMBERS =
  'abs acos asin atan atan2 cbrt ceil ceiling cos cot degrees divide even exp floor gcd greatest isfinite isinf isnan lcm ' +
  'least ln log log10 log2 mod multiply add subtract pi pow power radians random round round_even sign sin sqrt tan trunc ' +
  'fdiv fmod'

const TEXTS =
  'ascii bit_length btrim char_length character_length chr concat concat_ws contains ends_with hamming instr ' +
  'jaro_winkler_similarity lcase left len length levenshtein lower lpad ltrim md5 nfc_normalize octet_length ord position ' +
  'prefix regexp_extract regexp_matches regexp_replace replace reverse right rpad rtrim sha256 split_part ' +
  'starts_with strip_accents strlen strpos string_split string_to_array str_split substr substring suffix translate trim ' +
  'ucase unicode unnest upper'

const TIMES =
  'age century current_date current_localtimestamp date_add date_diff date_part date_sub date_trunc datediff datepart ' +
  'datesub datetrunc day dayname dayofmonth dayofweek dayofyear decade epoch epoch_ms era get_current_timestamp hour isodow ' +
  'isoyear last_day make_date make_time make_timestamp microsecond millennium millisecond minute month monthname now ' +
  'quarter second strftime strptime time_bucket timezone to_centuries to_days to_decades to_hours to_microseconds ' +
  'to_millennia to_milliseconds to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years today ' +
  'transaction_timestamp try_strptime week weekday weekofyear year yearweek'

const OTHERS =
  'array_extract array_slice coalesce hash if ifnull list_extract list_value nullif row typeof ' +
  '+ - * / // % ** ^ || & | << >> ^@ ~~ !~~ ~~* !~~* ~~~ like_escape not_like_escape ilike_escape not_ilike_escape xor'

/** Names in lower case. */
export const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set(
  [AGGREGATES, WINDOWS, NUMBERS, TEXTS, TIMES, OTHERS].flatMap((line) => line.split(' ')),
)

/** Functions whose second argument says how long the text gets: it must be a number written out, and no longer than this. */
export const PADDING_FUNCTIONS: ReadonlySet<string> = new Set(['lpad', 'rpad'])
export const MAX_PADDING = 1_000

/** What to write instead of a function that is refused. */
export const FUNCTION_ADVICE: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  regexp_full_match: {
    vi: 'Phép SIMILAR TO không dùng được; hãy viết regexp_matches(cột, mẫu).',
    en: 'SIMILAR TO cannot be used; write regexp_matches(column, pattern).',
  },
  '~*': { vi: "Hãy viết regexp_matches(cột, mẫu, 'i').", en: "Write regexp_matches(column, pattern, 'i')." },
  '!~*': { vi: "Hãy viết NOT regexp_matches(cột, mẫu, 'i').", en: "Write NOT regexp_matches(column, pattern, 'i')." },
  generate_series: { vi: 'Hàm sinh dãy không dùng được ở đây.', en: 'Functions that make series cannot be used here.' },
  repeat: {
    vi: 'Hãy dùng lpad hoặc rpad với độ dài viết sẵn, tối đa 1000.',
    en: 'Use lpad or rpad with a written length of at most 1000.',
  },
  to_char: { vi: 'Hãy dùng strftime(thời điểm, mẫu).', en: 'Use strftime(moment, pattern).' },
}

/** What PostgreSQL has and DuckDB spells otherwise; made anew in the database of each statement. */
export const POSTGRES_MACROS: readonly string[] = [
  'CREATE MACRO btrim(s) AS trim(s), (s, signs) AS trim(s, signs)',
  'CREATE MACRO every(condition) AS bool_and(condition)',
]
