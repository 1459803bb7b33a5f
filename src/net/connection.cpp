#include "net/connection.h"

#include "base/check.h"
#include "base/text.h"
#include "net/address.h"
#include "net/event_stream.h"
#include "net/response_head.h"

#include <algorithm>
#include <cerrno>
#include <random>
#include <sys/socket.h>
#include <utility>

namespace hibari::net {
namespace {

constexpr std::size_t kRequestIdBytesMax = 128;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr std::string_view kHeartbeat = ":\n\n";

std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}

bool would_block(int error_number) {
    return error_number == EAGAIN || error_number == EWOULDBLOCK || error_number == EINTR;
}

bool is_plain_id(std::string_view id) {
    return !id.empty() && id.size() <= kRequestIdBytesMax && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_' || c == '.';
    });
}

// Ids need not be secret, only different everywhere; that is why they do not come from an Rng.
std::string fresh_id() {
    static thread_local std::mt19937_64 generator = [] {
        std::random_device device;
        std::seed_seq seed{device(), device(), device(), device(), device(), device()};
        return std::mt19937_64(seed);
    }();
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string id = "req_";
    for (int half = 0; half < 2; ++half) {
        std::uint64_t bits = generator();
        for (int digit = 0; digit < 16; ++digit) {
            id += kDigits[bits & 15U];
            bits >>= 4U;
        }
    }
    return id;
}

// What the nearest proxy says about who asked it.
std::optional<std::string> forwarded_for(const Fields& fields) {
    const std::string* list = nullptr;
    for (const auto& [name, value] : fields.all()) {
        if (to_lower(name) == "x-forwarded-for") {
            list = &value;  // The last one counts: earlier ones may come from the client.
        }
    }
    if (list == nullptr) {
        return std::nullopt;
    }
    const std::size_t comma = list->rfind(',');
    const std::string_view last =
        std::string_view(*list).substr(comma == std::string::npos ? 0 : comma + 1);
    const std::optional<Address> address = Address::parse(trim(last));
    return address ? std::optional(address->text()) : std::nullopt;
}

// What every event stream needs to arrive event by event.
void name_stream(Fields& fields) {
    if (fields.find("content-type") == nullptr) {
        fields.set("content-type", "text/event-stream");
    }
    if (fields.find("cache-control") == nullptr) {
        fields.set("cache-control", "no-store");
    }
    fields.set("x-accel-buffering", "no");  // For nginx.
}

EventStream* stream_of(const Response& response) {
    const auto* stream = std::get_if<std::shared_ptr<EventStream>>(&response.body);
    return stream == nullptr ? nullptr : stream->get();
}

}  // namespace

std::string request_id(const Fields& fields) {
    const std::string* own = fields.find("x-request-id");
    return own != nullptr && is_plain_id(*own) ? *own : fresh_id();
}

Connection::Connection(Lane& lane, FileDescriptor socket, std::string address, bool is_proxy)
    : lane_(lane),
      context_(lane.context),
      socket_(lane.reactor, std::move(socket)),
      address_(std::move(address)),
      is_proxy_(is_proxy),
      reader_(lane.context.reader_limits) {}

Connection::~Connection() {
    HIBARI_CHECK(state_ == State::kClosed, static_cast<int>(state_));
}

void Connection::start() {
    lane_.connections.insert(shared_from_this());
    if (context_.is_draining) {
        close();
        return;
    }
    deadline_ = now() + context_.options.head_timeout;
    read_when_ready();
}

// ---- Reading

void Connection::read_when_ready() {
    socket_.when_readable([self = shared_from_this()] { self->read_some(); });
}

void Connection::read_some() {
    const ssize_t count =
        recv(socket_.number(), lane_.scratch.data(), lane_.scratch.size(), MSG_DONTWAIT);
    if (count < 0 && would_block(errno)) {
        read_when_ready();
        return;
    }
    if (count <= 0) {
        close();
        return;
    }
    const auto size = static_cast<std::size_t>(count);
    if (state_ == State::kLingering || state_ == State::kStreaming) {
        throw_away(size);
    } else if (pending_.empty()) {
        read_request({lane_.scratch.data(), size});
    } else {
        pending_.append(lane_.scratch.data(), size);
        const std::string all = std::exchange(pending_, {});
        read_request(all);
    }
}

void Connection::read_request(std::string_view bytes) {
    if (state_ == State::kIdle) {
        state_ = State::kHead;
        deadline_ = now() + context_.options.head_timeout;
    }
    const std::size_t used = reader_.feed(bytes);
    pending_.assign(bytes.substr(used));
    switch (reader_.state()) {
        case RequestReader::State::kHead:
        case RequestReader::State::kBody:
            read_when_ready();
            break;
        case RequestReader::State::kHeadDone:
            on_head();
            break;
        case RequestReader::State::kDone:
            handle();
            break;
        case RequestReader::State::kFailed:
            answer_failure();
            break;
    }
}

void Connection::throw_away(std::size_t count) {
    lingered_bytes_ += count;
    if (lingered_bytes_ > context_.options.linger_bytes_max) {
        close();
        return;
    }
    read_when_ready();
}

// ---- Deciding

void Connection::on_head() {
    began_ = now();
    deadline_.reset();
    Request& request = reader_.request();
    request.id = request_id(request.fields);
    request.client = (is_proxy_ ? forwarded_for(request.fields) : std::nullopt).value_or(address_);
    stop_ = std::stop_source();
    request.stop = stop_.get_token();
    if (!reader_.has_body()) {
        reader_.begin_body(0);
        HIBARI_CHECK(reader_.state() == RequestReader::State::kDone);
    }
    RouteMatch match = context_.router.match(request.method, request.path);
    route_ = match.route;
    if (route_ == nullptr && match.allow.empty()) {
        answer_error(404, "not_found", "there is nothing at this path");
        return;
    }
    if (route_ == nullptr) {
        Response page =
            context_.error_page(405, "method_not_allowed", "this path does not have that method");
        page.fields.set("allow", match.allow);
        answer(std::move(page));
        return;
    }
    request.parameters = std::move(match.parameters);
    if (reader_.has_body()) {
        if (reader_.declared_bytes() > route_->body_bytes_max) {
            answer_error(413, "content_too_large", "the body is larger than this resource allows");
        } else if (context_.hooks.admit) {
            ask();
        } else {
            read_body();
        }
        return;
    }
    ask();
}

void Connection::ask() {
    state_ = State::kAsking;
    submit([](Connection& self) { self.ask_on_pool(); });
}

void Connection::handle() {
    state_ = State::kHandling;
    submit([](Connection& self) { self.handle_on_pool(); });
}

void Connection::submit(void (*step)(Connection&)) {
    deadline_.reset();
    const bool is_queued = context_.pool.submit([self = shared_from_this(), step]() mutable {
        step(*self);
        Reactor& reactor = self->lane_.reactor;
        reactor.post([self = std::move(self)] { self->on_pool_done(); });
    });
    if (!is_queued) {
        Response page = context_.error_page(503, "unavailable", "the server is busy");
        page.fields.set(
            "retry-after", std::to_string(context_.options.overload_retry_after.count())
        );
        answer(std::move(page));
    }
}

void Connection::ask_on_pool() {
    pool_answer_.reset();
    Request& request = reader_.request();
    if (context_.hooks.admit) {
        pool_answer_ = guarded([&] { return context_.hooks.admit(request, *route_); });
    }
    if (!pool_answer_ && !reader_.has_body()) {
        handle_on_pool();
    }
}

void Connection::handle_on_pool() {
    pool_answer_ = guarded([this] { return std::optional(route_->handler(reader_.request())); });
}

// The task boundary: what a hook or handler throws ends here.
std::optional<Response> Connection::guarded(const std::function<std::optional<Response>()>& call
) const {
    if (stop_.stop_requested()) {
        return context_.error_page(503, "unavailable", "the request was given up");
    }
    try {
        return call();
    } catch (...) {
        return context_.error_page(500, "internal_error", "the server made a mistake");
    }
}

void Connection::on_pool_done() {
    if (state_ == State::kClosed) {
        if (pool_answer_) {
            response_ = std::move(*pool_answer_);
            is_unreported_ = true;
        }
        leave();
    } else if (pool_answer_) {
        answer(std::move(*std::exchange(pool_answer_, std::nullopt)));
    } else {
        read_body();
    }
}

void Connection::read_body() {
    reader_.begin_body(route_->body_bytes_max);
    if (reader_.state() == RequestReader::State::kFailed) {
        answer_failure();
        return;
    }
    state_ = State::kBody;
    body_began_ = now();
    deadline_ = body_began_ + context_.options.body_grace;
    if (!pending_.empty()) {
        const std::string all = std::exchange(pending_, {});
        read_request(all);
        return;
    }
    if (reader_.expects_continue()) {
        const ssize_t sent =
            send(socket_.number(), kContinue.data(), kContinue.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent != static_cast<ssize_t>(kContinue.size())) {
            close();  // Twenty-five bytes into an empty buffer: the client is gone.
            return;
        }
    }
    read_when_ready();
}

// ---- Answering

void Connection::answer_error(int status, std::string_view code, std::string_view message) {
    answer(context_.error_page(status, code, message));
}

void Connection::answer_failure() {
    const ReaderFailure& failure = reader_.failure();
    answer_error(failure.status, failure.code, failure.message);
}

void Connection::answer(Response response) {
    response_ = std::move(response);
    is_unreported_ = true;
    Request& request = reader_.request();
    if (request.id.empty()) {  // It failed before it had one.
        request.id = request_id(request.fields);
        request.client = address_;
        began_ = now();
    }
    const bool is_complete = reader_.state() == RequestReader::State::kDone;
    closes_ = !is_complete || !reader_.keeps_alive() || context_.is_draining;
    HeadFacts facts{
        .date = lane_.date(), .request_id = request.id, .is_http10 = reader_.is_http10()
    };
    const std::uint64_t body_bytes = frame_body(facts);
    facts.closes = closes_;
    outgoing_.begin(write_head(response_, facts), &response_.body, body_bytes);
    body_sent_ = 0;
    state_ = State::kWriting;
    deadline_ = now() + context_.options.write_timeout;
    write_some();
}

// Chooses the framing; gives how much of the body goes out.
std::uint64_t Connection::frame_body(HeadFacts& facts) {
    const bool is_head = reader_.request().method == Method::kHead;
    is_chunked_ = false;
    if (EventStream* stream = stream_of(response_)) {
        name_stream(response_.fields);
        is_chunked_ = !facts.is_http10;
        closes_ = true;
        facts.framing = is_chunked_ ? Framing::kChunked : Framing::kUntilClose;
        if (is_head) {
            stream->close();
        }
        return 0;
    }
    if (response_.status == 204 || response_.status == 304) {
        facts.framing = Framing::kNone;
        return 0;
    }
    const auto* slice = std::get_if<FileSlice>(&response_.body);
    facts.length = slice != nullptr ? slice->size : std::get<std::string>(response_.body).size();
    return is_head ? 0 : facts.length;
}

void Connection::write_when_ready() {
    socket_.when_writable([self = shared_from_this()] { self->write_some(); });
}

void Connection::write_some() {
    const std::uint64_t before = outgoing_.body_sent();
    const Outgoing::Progress progress = outgoing_.send_to(socket_.number());
    body_sent_ += outgoing_.body_sent() - before;
    if (outgoing_.has_moved()) {
        deadline_ = now() + context_.options.write_timeout;
    }
    switch (progress) {
        case Outgoing::Progress::kDone:
            on_written();
            break;
        case Outgoing::Progress::kBlocked:
        case Outgoing::Progress::kTurnOver:
            write_when_ready();
            break;
        case Outgoing::Progress::kBroken:
            close();
            break;
    }
}

void Connection::on_written() {
    if (state_ == State::kStreaming) {
        on_event_written();
        return;
    }
    const bool is_head = reader_.request().method == Method::kHead;
    if (stream_of(response_) != nullptr && !is_head) {
        begin_stream();
        return;
    }
    report();
    const bool may_send_on = reader_.state() != RequestReader::State::kDone || !pending_.empty();
    if (!closes_) {
        begin_next();
    } else if (may_send_on) {
        begin_linger();
    } else {
        close();
    }
}

void Connection::begin_next() {
    reader_.reset();
    response_ = {};
    outgoing_.clear();
    route_ = nullptr;
    state_ = State::kIdle;
    deadline_ = now() + context_.options.idle_timeout;
    if (context_.is_draining) {
        close();
    } else if (pending_.empty()) {
        read_when_ready();
    } else {
        // Pipelined. By way of the reactor: a thousand refused requests must not nest.
        lane_.reactor.post([self = shared_from_this()] {
            if (self->state_ == State::kIdle) {
                const std::string all = std::exchange(self->pending_, {});
                self->read_request(all);
            }
        });
    }
}

// Half-closes and listens on for a while: closing with unread bytes would make the kernel reset the
// connection, and the client might never see its answer.
void Connection::begin_linger() {
    state_ = State::kLingering;
    pending_ = {};
    lingered_bytes_ = 0;
    deadline_ = now() + context_.options.linger_timeout;
    shutdown(socket_.number(), SHUT_WR);
    read_when_ready();
}

// ---- Event streams

void Connection::begin_stream() {
    state_ = State::kStreaming;
    context_.event_streams += 1;
    deadline_.reset();
    outgoing_.clear();
    pending_ = {};
    lingered_bytes_ = 0;
    last_event_ = now();
    // Weak: the stream may live on with its publisher.
    stream_of(response_)->attach([weak = weak_from_this(), &reactor = lane_.reactor] {
        reactor.post([weak] {
            if (const std::shared_ptr<Connection> self = weak.lock()) {
                self->pump_stream();
            }
        });
    });
    if (context_.is_draining) {
        stream_of(response_)->close();
    }
    read_when_ready();
}

void Connection::pump_stream() {
    if (state_ != State::kStreaming || !outgoing_.is_done()) {
        return;
    }
    EventStream& stream = *stream_of(response_);
    const bool is_closed = stream.is_closed();  // First: what is sent before it closes is taken.
    const std::string text = stream.take();
    if (!text.empty()) {
        write_event(text);
    } else if (is_closed && is_chunked_) {
        is_stream_done_ = true;
        outgoing_.begin(std::string(kLastChunk), nullptr, 0);
        write_some();
    } else if (is_closed) {
        close();
    }
}

void Connection::write_event(std::string_view text) {
    body_sent_ += text.size();
    last_event_ = now();
    deadline_ = last_event_ + context_.options.write_timeout;
    outgoing_.begin(is_chunked_ ? write_chunk(text) : std::string(text), nullptr, 0);
    write_some();
}

void Connection::on_event_written() {
    outgoing_.clear();
    deadline_.reset();
    if (is_stream_done_) {
        close();
        return;
    }
    lane_.reactor.post([self = shared_from_this()] { self->pump_stream(); });
}

// ---- Time

void Connection::tick(Time time) {
    if (state_ == State::kBody) {
        tick_body();
    } else if (is_on_pool()) {
        look_for_hangup();
    } else if (state_ == State::kStreaming && outgoing_.is_done() &&
               time - last_event_ >= context_.options.heartbeat) {
        write_event(kHeartbeat);
    }
    if (!deadline_ || time < *deadline_) {
        return;
    }
    if (state_ == State::kHead || state_ == State::kBody) {
        socket_.cancel();
        answer_error(408, "request_timeout", "the request came too slowly");
    } else {
        close();
    }
}

// The grace, and then as long as the bytes so far may take at the slowest rate.
void Connection::tick_body() {
    const double seconds = static_cast<double>(reader_.body_bytes()) /
                           static_cast<double>(context_.options.body_bytes_per_second_min);
    deadline_ =
        body_began_ + context_.options.body_grace +
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::duration<double>(seconds)
        );
}

void Connection::look_for_hangup() {
    char byte = 0;
    const ssize_t count = recv(socket_.number(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count == 0 || (count < 0 && !would_block(errno))) {
        stop_.request_stop();
    }
}

// ---- Ending

void Connection::drain() {
    if (state_ == State::kIdle) {
        close();
    } else if (state_ == State::kStreaming) {
        stream_of(response_)->close();
    }
}

void Connection::abort() {
    close();
}

void Connection::report() {
    if (!std::exchange(is_unreported_, false) || !context_.hooks.observe) {
        return;
    }
    context_.hooks.observe(reader_.request(), route_, response_, now() - began_, body_sent_);
}

void Connection::close() {
    if (state_ == State::kClosed) {
        return;
    }
    const bool was_on_pool = is_on_pool();
    if (state_ == State::kStreaming) {
        context_.event_streams -= 1;
    }
    state_ = State::kClosed;
    deadline_.reset();
    socket_.close();
    if (was_on_pool) {
        stop_.request_stop();
        return;  // It leaves when the pool has done with it.
    }
    leave();
}

void Connection::leave() {
    if (EventStream* stream = stream_of(response_)) {
        stream->close();
    }
    report();
    context_.counts.release(address_, is_proxy_);
    lane_.connections.erase(shared_from_this());
}

}  // namespace hibari::net
