#pragma once

// How an idle worker hears that a job waits. On one machine all workers are told by an event
// ("jobs.ready"). On many, calls lie in a NATS JetStream stream, one for each job that began to
// wait, and every call goes to one idle worker: a thousand of them do not run for one job. A call
// outlives a restart of the NATS server and a time when no worker listens. It is still only a call:
// which job a worker gets, and whether any, the rows decide, and who hears nothing looks at the
// rows every few seconds. Progress and cancel stay events, since losing one costs nothing.
//
// One installation per NATS account: the stream's name is kJobStream.

#include "base/result.h"
#include "store/events.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace hibari::store {

/// Told to all when a job may have begun to wait: to workers where there is no stream, to the
/// publisher of the outbox where there is one.
constexpr std::string_view kJobsReady = "jobs.ready";

/// The stream, its only subject and its only consumer.
constexpr const char* kJobStream = "HIBARI_JOBS";
constexpr const char* kJobCallSubject = "jobs.call";
constexpr const char* kJobConsumer = "workers";

/// Limits of the stream. The oldest calls go first; the rows still know their jobs.
constexpr std::int64_t kCallsMax = 100'000;
constexpr std::chrono::minutes kCallAgeMax{10};
/// A call that is published again within this time is known and dropped.
constexpr std::chrono::minutes kCallRepeatedWithin{2};
/// A call not answered for so long goes to another worker: the first one died.
constexpr std::chrono::seconds kCallAnsweredWithin{5};
/// Workers that may be idle at the same time.
constexpr std::int64_t kIdleWorkersMax = 16'384;

/// Whether events at this url come with a stream of calls; jobs then need an outbox (see
/// store/outbox.h).
bool has_job_stream(std::string_view events_url);

/// The ear of one worker; used by one thread.
class JobCalls {
  public:
    virtual ~JobCalls() = default;

    /// Waits until this worker is called, until it is time to look at the rows anyway, or until
    /// `stop`; true when it was called. Whatever it was, look for a job next, then say answer().
    virtual bool wait(const std::stop_token& stop) = 0;

    /// Takes along a call that is there already, within milliseconds: for a worker that looks for
    /// its next job anyway, so that no idle one is called for a job that is taken. True if there
    /// was one.
    virtual bool take() = 0;

    /// The rows were looked at; who was called need not be called again. Not said when they could
    /// not be reached: then somebody else is called.
    virtual void answer() = 0;
};

/// Listens with what the installation has: the stream at `events_url` or else `events`, which
/// outlives it. Does not wait for a connection. Errors: kUnsupported in a build without NATS.
Result<std::unique_ptr<JobCalls>> open_job_calls(std::string_view events_url, Events& events);

/// One call to be put into the stream.
struct JobCall {
    /// Of the outbox; never used twice.
    std::int64_t id = 0;
    std::string job;
};

/// The mouth: puts calls into the stream. May be used by one thread at a time.
class JobCaller {
  public:
    virtual ~JobCaller() = default;

    /// Puts them there in order and returns when the server has written them to its file.
    /// kUnavailable when it did not take all: the
    /// same ones may be put again, for it knows them by their ids.
    virtual Result<void> call(std::span<const JobCall> calls) = 0;
};

/// Does not wait for a connection. kUnsupported in a build without NATS.
Result<std::unique_ptr<JobCaller>> open_job_caller(std::string_view events_url);

namespace detail {

/// How often a worker looks at the rows though nobody called.
constexpr std::chrono::milliseconds kLookWithoutStream{1000};
constexpr std::chrono::milliseconds kLookWithStream{5000};

/// The half over NATS: see job_calls_nats.cpp, or job_calls_nats_none.cpp in a build without it.
Result<std::unique_ptr<JobCalls>> open_stream_calls(std::string_view url);

}  // namespace detail

}  // namespace hibari::store
