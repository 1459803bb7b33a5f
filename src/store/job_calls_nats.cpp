#include "base/check.h"
#include "store/job_calls.h"

#include <array>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <nats/nats.h>
#include <string>
#include <utility>

namespace hibari::store {
namespace {

template <typename T, void (*destroy)(T*)>
struct Destroy {
    void operator()(T* one) const { destroy(one); }
};

template <typename T, void (*destroy)(T*)>
using Owned = std::unique_ptr<T, Destroy<T, destroy>>;

void destroy_message(natsMsg* message) {
    natsMsg_Destroy(message);
}

using Options = Owned<natsOptions, &natsOptions_Destroy>;
using Connection = Owned<natsConnection, &natsConnection_Destroy>;
using Context = Owned<jsCtx, &jsCtx_Destroy>;
using Message = Owned<natsMsg, &destroy_message>;
using Subscribed = Owned<natsSubscription, &natsSubscription_Destroy>;

constexpr int64_t kConnectTimeoutMs = 2000;
constexpr int64_t kReconnectWaitMs = 500;
constexpr int64_t kAnswerTimeoutMs = 2000;
// libnats does not wait for the answer to a request that is not to wait at the server.
constexpr std::chrono::milliseconds kTakeWithin{20};
constexpr int64_t kPingIntervalMs = 10'000;
constexpr int kPingsUnanswered = 2;
// A call names a job and nothing else.
constexpr int32_t kCallBytesMax = 1024;
constexpr int64_t kStreamBytesMax = 64LL << 20;

template <typename Duration>
constexpr int64_t in_ns(Duration duration) {
    return std::chrono::nanoseconds(duration).count();
}

tl::unexpected<Error> unavailable(natsStatus status) {
    return fail(
        ErrorCode::kUnavailable, std::string("the stream of jobs: ") + natsStatus_GetText(status)
    );
}

// A connection and the stream behind it. What is missing is made whenever it is found missing: the
// server may have been set up anew since.
class Stream {
  public:
    static Result<Stream> open(std::string_view url) {
        natsOptions* raw = nullptr;
        if (natsOptions_Create(&raw) != NATS_OK) {
            return fail(ErrorCode::kInternal, "libnats could not be initialised");
        }
        const Options settings(raw);
        const bool right =
            natsOptions_SetURL(raw, std::string(url).c_str()) == NATS_OK &&
            natsOptions_SetName(raw, "hibari-jobs") == NATS_OK &&
            natsOptions_SetTimeout(raw, kConnectTimeoutMs) == NATS_OK &&
            natsOptions_SetPingInterval(raw, kPingIntervalMs) == NATS_OK &&
            natsOptions_SetMaxPingsOut(raw, kPingsUnanswered) == NATS_OK &&
            natsOptions_SetMaxReconnect(raw, -1) == NATS_OK &&
            natsOptions_SetReconnectWait(raw, kReconnectWaitMs) == NATS_OK &&
            natsOptions_SetRetryOnFailedConnect(raw, true, nullptr, nullptr) == NATS_OK &&
            // Silent: each call says for itself what went wrong.
            natsOptions_SetErrorHandler(raw, &ignore, nullptr) == NATS_OK;
        if (!right) {
            // The url may hold a password and is not repeated.
            return fail(ErrorCode::kInvalidArgument, "the url of the events is not right");
        }
        natsConnection* connection = nullptr;
        const natsStatus status = natsConnection_Connect(&connection, raw);
        if (status != NATS_OK && status != NATS_NOT_YET_CONNECTED) {
            return unavailable(status);
        }
        Stream stream;
        stream.connection_.reset(connection);
        jsOptions options;
        jsOptions_Init(&options);
        options.Wait = kAnswerTimeoutMs;
        jsCtx* context = nullptr;
        HIBARI_CHECK(natsConnection_JetStream(&context, connection, &options) == NATS_OK);
        stream.context_.reset(context);
        return stream;
    }

    jsCtx* context() const { return context_.get(); }

    bool is_connected() const {
        return natsConnection_Status(connection_.get()) == NATS_CONN_STATUS_CONNECTED;
    }

    // Makes the stream and its consumer where they are not there; those an operator made, with
    // replicas for instance, are taken as they are.
    natsStatus ensure() const {
        jsStreamConfig stream;
        jsStreamConfig_Init(&stream);
        std::array<const char*, 1> subjects = {kJobCallSubject};
        stream.Name = kJobStream;
        stream.Description = "Calls for workers of Hibari, one for each job that began to wait";
        stream.Subjects = subjects.data();
        stream.SubjectsLen = static_cast<int>(subjects.size());
        stream.Retention = js_WorkQueuePolicy;
        stream.Discard = js_DiscardOld;
        stream.Storage = js_FileStorage;
        stream.MaxMsgs = kCallsMax;
        stream.MaxBytes = kStreamBytesMax;
        stream.MaxMsgSize = kCallBytesMax;
        stream.MaxAge = in_ns(kCallAgeMax);
        stream.Duplicates = in_ns(kCallRepeatedWithin);
        jsErrCode why{};
        natsStatus status = js_AddStream(nullptr, context(), &stream, nullptr, &why);
        if (status != NATS_OK && why != JSStreamNameExistErr) {
            return status;
        }
        jsConsumerConfig consumer;
        jsConsumerConfig_Init(&consumer);
        consumer.Durable = kJobConsumer;
        consumer.AckPolicy = js_AckExplicit;
        consumer.AckWait = in_ns(kCallAnsweredWithin);
        consumer.MaxAckPending = kIdleWorkersMax;
        consumer.MaxWaiting = kIdleWorkersMax;
        why = {};
        status = js_AddConsumer(nullptr, context(), kJobStream, &consumer, nullptr, &why);
        return why == JSConsumerNameExistErr || why == JSConsumerExistingActiveErr ? NATS_OK
                                                                                   : status;
    }

  private:
    Stream() = default;

    static void ignore(
        natsConnection* /*connection*/,
        natsSubscription* /*subscription*/,
        natsStatus /*status*/,
        void* /*self*/
    ) {}

    Connection connection_;
    Context context_;
};

class StreamCaller final : public JobCaller {
  public:
    explicit StreamCaller(Stream stream) : stream_(std::move(stream)) {}

    Result<void> call(std::span<const JobCall> calls) override {
        // libnats would keep them until the server is back, when they may be for nothing.
        if (!stream_.is_connected()) {
            return unavailable(NATS_CONNECTION_DISCONNECTED);
        }
        for (const JobCall& one : calls) {
            natsStatus status = publish(one);
            if (status == NATS_NO_RESPONDERS) {
                // No stream takes that subject.
                status = stream_.ensure();
                status = status == NATS_OK ? publish(one) : status;
            }
            if (status != NATS_OK) {
                return unavailable(status);
            }
        }
        return {};
    }

  private:
    natsStatus publish(const JobCall& call) const {
        const std::string id = std::to_string(call.id);
        jsPubOptions options;
        jsPubOptions_Init(&options);
        options.MsgId = id.c_str();
        options.ExpectStream = kJobStream;
        options.MaxWait = kAnswerTimeoutMs;
        return js_Publish(
            nullptr,
            stream_.context(),
            kJobCallSubject,
            call.job.data(),
            static_cast<int>(call.job.size()),
            &options,
            nullptr
        );
    }

    Stream stream_;
};

class StreamCalls final : public JobCalls {
  public:
    explicit StreamCalls(Stream stream) : stream_(std::move(stream)) {}

    // A call that this worker does not follow any more is for another one, at once.
    ~StreamCalls() override {
        if (call_) {
            (void)natsMsg_Nak(call_.get(), nullptr);
        }
    }

    bool wait(const std::stop_token& stop) override {
        call_.reset();
        if (!is_listening()) {
            pause(stop);
            return false;
        }
        natsStatus status{};
        {
            // Wakes the fetch up; nothing is fetched after a stop.
            const std::stop_callback ended(stop, [this] {
                (void)natsSubscription_Unsubscribe(subscription_.get());
            });
            status = fetch(detail::kLookWithStream);
        }
        return keep(status);
    }

    bool take() override {
        call_.reset();
        return is_listening() && keep(fetch(kTakeWithin));
    }

    void answer() override {
        if (call_) {
            (void)natsMsg_Ack(call_.get(), nullptr);
            call_.reset();
        }
    }

  private:
    bool is_listening() {
        if (!stream_.is_connected()) {
            return false;
        }
        if (subscription_) {
            return true;
        }
        if (stream_.ensure() != NATS_OK) {
            return false;
        }
        jsSubOptions options;
        jsSubOptions_Init(&options);
        options.Stream = kJobStream;
        options.Consumer = kJobConsumer;
        natsSubscription* subscription = nullptr;
        const natsStatus status = js_PullSubscribe(
            &subscription, stream_.context(), kJobCallSubject, nullptr, nullptr, &options, nullptr
        );
        if (status != NATS_OK) {
            return false;
        }
        subscription_.reset(subscription);
        return true;
    }

    natsStatus fetch(std::chrono::milliseconds patience) {
        jsFetchRequest request;
        jsFetchRequest_Init(&request);
        request.Batch = 1;
        request.Expires = in_ns(patience);
        natsMsgList list{};
        const natsStatus status =
            natsSubscription_FetchRequest(&list, subscription_.get(), &request);
        if (status == NATS_OK) {
            HIBARI_CHECK(list.Count == 1, list.Count);
            call_.reset(std::exchange(list.Msgs[0], nullptr));
        }
        natsMsgList_Destroy(&list);
        return status;
    }

    // Whether there was a call. When the consumer or the connection is gone it begins anew next
    // time; not while a stop may still use the subscription.
    bool keep(natsStatus status) {
        if (status != NATS_OK && status != NATS_TIMEOUT) {
            subscription_.reset();
        }
        return status == NATS_OK;
    }

    static void pause(const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any never;
        std::unique_lock lock(mutex);
        never.wait_for(lock, stop, detail::kLookWithoutStream, [] { return false; });
    }

    Stream stream_;
    Subscribed subscription_;
    Message call_;
};

}  // namespace

Result<std::unique_ptr<JobCaller>> open_job_caller(std::string_view events_url) {
    return std::make_unique<StreamCaller>(HIBARI_TRY(Stream::open(events_url)));
}

Result<std::unique_ptr<JobCalls>> detail::open_stream_calls(std::string_view url) {
    return std::make_unique<StreamCalls>(HIBARI_TRY(Stream::open(url)));
}

}  // namespace hibari::store
