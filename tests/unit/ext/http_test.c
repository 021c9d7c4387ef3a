#include "ext/http.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/suite.h"

static const struct http_options options = {
    .user_agent = "test",
    .connect_timeout_ms = 300,
    .timeout_ms = 600,
    .body_max = 1 << 20,
    .headers_max = 1 << 16,
};

static enum http_result result_of(const char *url, const struct http_header *header)
{
    struct arena *mem = arena_new();
    struct http_client *client = http_client_new(&options);
    const struct http_request request = { "GET", url, header, header == NULL ? 0 : 1, bytes_of(NULL, 0) };
    struct http_answer answer;
    enum http_result result;

    http_send(client, mem, &request, 1, &answer);
    result = answer.result;
    ck_assert_int_eq(answer.status, 0);
    http_client_free(client);
    arena_free(mem);
    return result;
}

START_TEST(only_https_is_spoken)
{
    ck_assert_int_eq(result_of("http://127.0.0.1:1/", NULL), HTTP_REFUSED);
    ck_assert_int_eq(result_of("file:///etc/passwd", NULL), HTTP_REFUSED);
    ck_assert_int_eq(result_of("HTTPS://127.0.0.1:1/", NULL), HTTP_REFUSED);
    ck_assert_int_eq(result_of("", NULL), HTTP_REFUSED);
}

END_TEST

START_TEST(a_header_cannot_forge_another)
{
    const struct http_header split = { "X-Name", "value\r\nAuthorization: Bearer stolen" };

    ck_assert_int_eq(result_of("https://127.0.0.1:1/", &split), HTTP_REFUSED);
}

END_TEST

/* A socket that takes connections and never says a word. */
static int silent_server(int *port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(listen(fd, 16), 0);
    ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    *port = ntohs(address.sin_port);
    return fd;
}

START_TEST(silence_is_a_timeout_and_a_closed_door_is_not)
{
    struct arena *mem = arena_new();
    int port;
    int fd = silent_server(&port);
    const char *url = arena_printf(mem, "https://127.0.0.1:%d/", port);

    ck_assert_int_eq(result_of(url, NULL), HTTP_TIMEOUT);
    (void)close(fd);
    ck_assert_int_eq(result_of(url, NULL), HTTP_UNREACHABLE);
    arena_free(mem);
}

END_TEST

START_TEST(each_of_many_gets_its_own_answer)
{
    enum { MANY = 3 * HTTP_PARALLEL_MAX + 1 };

    struct arena *mem = arena_new();
    struct http_client *client = http_client_new(&options);
    struct http_request requests[MANY];
    struct http_answer answers[MANY];
    int port;
    int fd = silent_server(&port);

    (void)close(fd);
    for (int i = 0; i < MANY; i++) {
        requests[i] = (struct http_request){ .method = "GET", .url = "http://127.0.0.1/" };
        if (i % 2 == 1) {
            requests[i].url = arena_printf(mem, "https://127.0.0.1:%d/", port);
        }
    }
    http_send(client, mem, requests, MANY, answers);
    for (int i = 0; i < MANY; i++) {
        ck_assert_int_eq(answers[i].result, i % 2 == 1 ? HTTP_UNREACHABLE : HTTP_REFUSED);
        ck_assert_ptr_nonnull(answers[i].problem);
    }
    http_client_free(client);
    arena_free(mem);
}

END_TEST

SUITE(ext_http, only_https_is_spoken, a_header_cannot_forge_another, silence_is_a_timeout_and_a_closed_door_is_not,
      each_of_many_gets_its_own_answer);
