#include "ext/http.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/strbuf.h"
#include "base/text.h"

struct http_client {
    struct http_options options;
    CURLM *multi;
    CURL *easy[HTTP_PARALLEL_MAX];
    struct arena *own; /* copies of the options' texts */
};

/* One request on its way. */
struct transfer {
    const struct http_client *client;
    struct arena *mem;
    struct http_answer *answer;
    struct curl_slist *headers;
    struct strbuf body;
    struct http_header *seen;
    size_t seen_count;
    size_t seen_capacity;
    size_t header_bytes;
    bool oversized;
};

struct http_client *http_client_new(const struct http_options *options)
{
    struct arena *own = arena_new();
    struct http_client *client = arena_alloc(own, sizeof *client);

    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        abort();
    }
    client->own = own;
    client->options = *options;
    client->options.ca_file = arena_strdup(own, options->ca_file);
    client->options.user_agent = arena_strdup(own, options->user_agent);
    client->multi = curl_multi_init();
    for (int i = 0; i < HTTP_PARALLEL_MAX; i++) {
        client->easy[i] = curl_easy_init();
        if (client->easy[i] == NULL || client->multi == NULL) {
            abort();
        }
    }
    curl_multi_setopt(client->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)HTTP_PARALLEL_MAX);
    return client;
}

void http_client_free(struct http_client *client)
{
    if (client == NULL) {
        return;
    }
    for (int i = 0; i < HTTP_PARALLEL_MAX; i++) {
        curl_easy_cleanup(client->easy[i]);
    }
    curl_multi_cleanup(client->multi);
    curl_global_cleanup();
    arena_free(client->own);
}

/* An interim answer (100, 103) precedes the real one: only the last block of headers counts. */
static bool starts_block(const char *line, size_t len)
{
    return len > 5 && memcmp(line, "HTTP/", 5) == 0;
}

static size_t take_header(char *line, size_t size, size_t count, void *self)
{
    struct transfer *t = self;
    size_t len = size * count;
    char *colon = memchr(line, ':', len);

    t->header_bytes += len;
    if (t->header_bytes > t->client->options.headers_max) {
        t->oversized = true;
        return 0;
    }
    if (starts_block(line, len)) {
        t->seen_count = 0;
    } else if (colon != NULL) {
        t->seen = arena_grow(t->mem, t->seen, t->seen_count, &t->seen_capacity, sizeof *t->seen);
        t->seen[t->seen_count].name = text_trim(t->mem, arena_strndup(t->mem, line, (size_t)(colon - line)));
        t->seen[t->seen_count].value =
            text_trim(t->mem, arena_strndup(t->mem, colon + 1, len - (size_t)(colon - line) - 1));
        t->seen_count++;
    }
    return len;
}

static size_t take_body(char *data, size_t size, size_t count, void *self)
{
    struct transfer *t = self;

    strbuf_put(&t->body, data, size * count);
    t->oversized = strbuf_done(&t->body) != RC_OK;
    return t->oversized ? 0 : size * count;
}

static bool has_line_break(const char *text)
{
    return strpbrk(text, "\r\n") != NULL;
}

/* False: a header that would forge another one. */
static bool add_headers(struct transfer *t, const struct http_request *request)
{
    for (size_t i = 0; i < request->header_count; i++) {
        const struct http_header *header = &request->headers[i];

        if (has_line_break(header->name) || has_line_break(header->value)) {
            return false;
        }
        t->headers = curl_slist_append(t->headers, arena_printf(t->mem, "%s: %s", header->name, header->value));
        if (t->headers == NULL) {
            abort();
        }
    }
    return true;
}

/* What no request may change. */
static void set_guards(CURL *easy, const struct http_options *options)
{
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)options->connect_timeout_ms);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)options->timeout_ms);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
    if (!text_empty(options->ca_file)) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
}

static bool prepare(CURL *easy, struct transfer *t, const struct http_request *request)
{
    curl_easy_reset(easy);
    set_guards(easy, &t->client->options);
    if (!text_starts(request->url, "https://") || !add_headers(t, request)) {
        t->answer->result = HTTP_REFUSED;
        t->answer->problem = "not an https address, or a header with a line break";
        return false;
    }
    curl_easy_setopt(easy, CURLOPT_URL, request->url);
    if (strcmp(request->method, "POST") == 0) {
        curl_easy_setopt(easy, CURLOPT_POST, 1L);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.len);
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.data == NULL ? "" : (const char *)request->body.data);
    }
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->headers);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, t);
    return true;
}

static enum http_result result_of(CURLcode code, bool oversized)
{
    if (oversized) {
        return HTTP_OVERSIZED;
    }
    switch ((int)code) {
    case CURLE_OK:
        return HTTP_ANSWERED;
    case CURLE_OPERATION_TIMEDOUT:
        return HTTP_TIMEOUT;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return HTTP_UNTRUSTED;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return HTTP_REFUSED;
    default:
        return HTTP_UNREACHABLE;
    }
}

static void finish(CURL *easy, struct transfer *t, CURLcode code)
{
    long status = 0;

    t->answer->result = result_of(code, t->oversized);
    if (t->answer->result == HTTP_ANSWERED) {
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        t->answer->status = (int)status;
        t->answer->body = strbuf_view(&t->body);
        t->answer->headers = t->seen;
        t->answer->header_count = t->seen_count;
    } else {
        t->answer->problem = arena_strdup(t->mem, t->oversized ? "the answer is too large" : curl_easy_strerror(code));
    }
}

/* False: it was refused, its answer says why, and the handle is still free. */
static bool start(struct http_client *client, CURL *easy, struct transfer *t, const struct http_request *request)
{
    strbuf_init(&t->body, t->mem, client->options.body_max);
    if (!prepare(easy, t, request)) {
        return false;
    }
    if (curl_multi_add_handle(client->multi, easy) != CURLM_OK) {
        abort();
    }
    return true;
}

/* Waits for one of the running transfers to end; its handle is free again. NULL: none is running. */
static CURL *reap(struct http_client *client)
{
    int running = 0;
    int queued = 0;
    CURLMsg *message;

    for (;;) {
        if (curl_multi_perform(client->multi, &running) != CURLM_OK) {
            abort();
        }
        message = curl_multi_info_read(client->multi, &queued);
        if (message != NULL && message->msg == CURLMSG_DONE) {
            CURL *easy = message->easy_handle;
            struct transfer *t = NULL;

            curl_easy_getinfo(easy, CURLINFO_PRIVATE, (char **)&t);
            finish(easy, t, message->data.result);
            curl_multi_remove_handle(client->multi, easy);
            return easy;
        }
        if (running == 0) {
            return NULL;
        }
        curl_multi_poll(client->multi, NULL, 0, 1000, NULL);
    }
}

void http_send(struct http_client *client, struct arena *mem, const struct http_request *requests, size_t count,
               struct http_answer *answers)
{
    struct transfer *transfers = arena_calloc(mem, count, sizeof *transfers);
    CURL *idle[HTTP_PARALLEL_MAX];
    size_t idle_count = HTTP_PARALLEL_MAX;

    memcpy(idle, client->easy, sizeof idle);
    for (size_t i = 0; i < count; i++) {
        answers[i] = (struct http_answer){ .result = HTTP_UNREACHABLE };
        transfers[i] = (struct transfer){ .client = client, .mem = mem, .answer = &answers[i] };
        if (idle_count == 0) {
            idle[idle_count++] = reap(client);
        }
        if (start(client, idle[idle_count - 1], &transfers[i], &requests[i])) {
            idle_count--;
        }
    }
    while (reap(client) != NULL) {
    }
    for (size_t i = 0; i < count; i++) {
        curl_slist_free_all(transfers[i].headers);
    }
}

const char *http_header_find(const struct http_answer *answer, const char *name)
{
    for (size_t i = 0; i < answer->header_count; i++) {
        if (strcasecmp(answer->headers[i].name, name) == 0) {
            return answer->headers[i].value;
        }
    }
    return NULL;
}
