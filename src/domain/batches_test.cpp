#include "domain/batches.h"

#include "base/files.h"
#include "base/text.h"
#include "domain/batch_work.h"
#include "domain/testing_batches.h"
#include "domain/testing_house.h"

#include <atomic>
#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace hibari::domain {
namespace {

std::string lines(int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) {
        text += batch_line("line " + std::to_string(i), "Prompt " + std::to_string(i)) + "\n";
    }
    return text;
}

/// Passes by itself, a little with every look at it; for several threads.
class RunningClock final : public Clock {
  public:
    explicit RunningClock(const Clock& start) : start_(start.wall_time()) {}

    std::chrono::steady_clock::time_point now() const override { return {}; }

    std::chrono::system_clock::time_point wall_time() const override {
        return start_ + ++looks_ * std::chrono::milliseconds(10);
    }

  private:
    std::chrono::system_clock::time_point start_;
    mutable std::atomic<int> looks_ = 0;
};

/// A house with somebody who has batches, and with what drives them.
class Batching {
  public:
    explicit Batching(const std::string& tier = "free")
        : ann(house.somebody("ann@example.org", tier)), work(context()) {}

    BatchWorkContext context() { return context(house.clock); }

    BatchWorkContext context(const Clock& clock) {
        return {
            .database = *house.database,
            .blobs = *house.blobs,
            .accounts = *house.accounts,
            .videos = *house.videos,
            .files = *house.files,
            .clock = clock,
            .format = format,
        };
    }

    Batch begin(const std::string& text, const NewBatch& wanted = {}) {
        const auto file = house.files->create(ann, {.name = "in.jsonl", .purpose = "batch"}, text);
        HIBARI_CHECK(file.has_value());
        NewBatch asked = wanted;
        asked.input_file = file->id;
        const auto batch = house.batches->create(ann, asked);
        HIBARI_CHECK(batch.has_value(), batch ? "" : to_string(batch.error()));
        return *batch;
    }

    Batch find(const Batch& batch) { return *house.batches->find(ann, batch.id); }

    /// One step of each open batch.
    void step() { step(work); }

    void step(BatchWork& by) {
        const std::vector<Batch> open = *by.open({});
        for (const Batch& batch : open) {
            const auto stepped = by.advance(batch, {});
            EXPECT_TRUE(stepped) << to_string(stepped.error());
        }
        house.clock.advance(std::chrono::seconds(1));
    }

    /// Steps until it has the status, making no clips.
    Batch step_to(const Batch& batch, BatchStatus status) {
        for (int i = 0; i < 10 && find(batch).status != status; ++i) {
            step();
        }
        EXPECT_EQ(to_string(find(batch).status), to_string(status));
        return find(batch);
    }

    /// Makes all clips that wait, except those whose prompt says "fail"; returns how many.
    int make_clips() {
        int made = 0;
        for (auto job = house.jobs->claim("w"); job && *job; job = house.jobs->claim("w")) {
            const auto done =
                (*job)->video.prompt == "fail"
                    ? house.jobs->fail((*job)->lease, kEngineFailedCode, "It broke.")
                    : house.jobs->complete(
                          (*job)->lease,
                          {.blobs = "videos/" + (*job)->video.id, .clip_bytes = 4, .script = "{}"}
                      );
            EXPECT_TRUE(done);
            ++made;
        }
        return made;
    }

    /// Steps and makes clips until the batch has ended.
    Batch run(const Batch& batch) {
        for (int i = 0; i < 200 && !has_ended(find(batch).status); ++i) {
            step();
            make_clips();
        }
        EXPECT_TRUE(has_ended(find(batch).status));
        return find(batch);
    }

    /// The lines of a file of somebody's, as JSON.
    std::vector<Json> read(const std::string& id) {
        std::vector<Json> all;
        const auto file = house.files->find(ann, id);
        EXPECT_TRUE(file) << id;
        if (file) {
            EXPECT_EQ(file->purpose, "batch_output");
            LineReader reader(*house.blobs->open(file->blob()));
            for (auto line = *reader.next(); line; line = *reader.next()) {
                all.push_back(*parse_json(*line));
            }
        }
        return all;
    }

    /// Uses up that much of the allowance, as of now; the clock then goes on for two minutes.
    void use(std::int64_t weight) {
        const auto now =
            std::chrono::time_point_cast<std::chrono::microseconds>(house.clock.wall_time());
        const auto used = house.database->write([&](store::Transaction& tx) {
            return tx.execute(
                "INSERT INTO usage_records (video, account, weight, created_at) "
                "VALUES ('video_before', :account, :weight, :now)",
                {{"account", ann.account}, {"weight", weight}, {"now", store::to_column(now)}}
            );
        });
        HIBARI_CHECK(used.has_value());
        house.clock.advance(std::chrono::minutes(2));
    }

    std::int64_t count(const std::string& sql) {
        return house.database->read([&](store::Transaction& tx) { return tx.query_row(sql); }
        )->integer("n");
    }

    House house;
    PlainBatchFormat format;
    Principal ann;
    BatchWork work;
};

TEST(Batches, MakeEachLineOnceAndAnswerInOrder) {
    Batching all;
    const Batch asked = all.begin(
        lines(0, 9),
        {.metadata = Json::object({{"for", "me"}}), .output_expires_after = std::chrono::hours(2)}
    );
    EXPECT_TRUE(is_id(asked.id, "batch_"));
    EXPECT_EQ(asked.status, BatchStatus::kValidating);
    const Batch done = all.run(asked);
    EXPECT_EQ(done.status, BatchStatus::kCompleted);
    EXPECT_EQ(done.total, 9);
    EXPECT_EQ(done.completed, 9);
    EXPECT_EQ(done.failed, 0);
    EXPECT_EQ(done.metadata, Json::object({{"for", "me"}}));
    EXPECT_EQ(done.error_file, "");
    EXPECT_TRUE(done.in_progress_at_us && done.finalizing_at_us && done.finished_at_us);
    const auto answers = all.read(done.output_file);
    ASSERT_EQ(answers.size(), 9U);
    std::set<std::string> ids;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Json& answer = answers[i];
        EXPECT_EQ(answer.at("custom_id"), Json("line " + std::to_string(i)));
        EXPECT_TRUE(answer.at("error").is_null());
        EXPECT_EQ(answer.at("response").at("status_code"), Json(200));
        const Json& video = answer.at("response").at("body");
        EXPECT_EQ(video.at("prompt"), Json("Prompt " + std::to_string(i)));
        EXPECT_EQ(video.at("status"), Json("completed"));
        ids.insert(video.at("id").as_string());
    }
    EXPECT_EQ(ids.size(), 9U);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM videos"), 9);
    const auto file = all.house.files->find(all.ann, done.output_file);
    EXPECT_NEAR(static_cast<double>(*file->expires_at_us - file->created_at_us), 7.2e9, 1e6);
}

TEST(Batches, LeaveNoRowsOfTheirLinesBehind) {
    Batching all;
    const Batch batch = all.begin(lines(0, 1500));
    all.step_to(batch, BatchStatus::kInProgress);
    ASSERT_TRUE(all.house.batches->cancel(all.ann, batch.id));
    const Batch ended = all.step_to(batch, BatchStatus::kCancelled);
    EXPECT_EQ(ended.failed, 1500);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM batch_items"), 1500);
    all.step();
    all.step();
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM batch_items"), 0);
    EXPECT_TRUE(all.work.open({})->empty());
    const auto errors = all.read(ended.error_file);
    ASSERT_EQ(errors.size(), 1500U);
    EXPECT_EQ(errors[1234].at("custom_id"), Json("line 1234"));
    EXPECT_EQ(errors[1234].at("error").at("code"), Json("batch_cancelled"));
}

TEST(Batches, TakeOnlyWhatIsLeftOver) {
    Batching all;
    all.begin(lines(0, 15));
    all.step();
    all.step();
    // Twice the tier's concurrency waits, and what is asked for by hand goes first.
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM jobs"), 4);
    NewVideo by_hand;
    by_hand.size = "1280x720";
    by_hand.prompt = "By hand.";
    ASSERT_TRUE(all.house.videos->create(all.ann, by_hand));
    const Principal bob = all.house.somebody("bob@example.org");
    ASSERT_TRUE(all.house.videos->create(bob, by_hand));
    EXPECT_EQ((*all.house.jobs->claim("w"))->video.prompt, "By hand.");
    EXPECT_EQ((*all.house.jobs->claim("w"))->video.prompt, "By hand.");
    EXPECT_NE((*all.house.jobs->claim("w"))->video.prompt, "By hand.");
    all.step();
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM jobs WHERE state = 'queued'"), 4);
}

TEST(Batches, ReadNoLineBeforeThereIsRoomForIt) {
    Batching all;
    all.begin(lines(0, 15));
    for (int i = 0; i < 10; ++i) {
        all.step();
    }
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM jobs"), 4);
    EXPECT_EQ(all.format.requests_read, 4) << "a line may bring a picture that must be decoded";
}

TEST(Batches, WaitForTheAllowanceOfTheAccount) {
    Batching all;
    all.use(58);
    const Batch batch = all.begin(lines(0, 4));
    for (int i = 0; i < 10; ++i) {
        all.step();
        all.make_clips();
    }
    EXPECT_EQ(all.find(batch).completed, 2);
    EXPECT_EQ(all.find(batch).status, BatchStatus::kInProgress);
    // What was used before the batch began is free before the batch ends, and not a moment earlier.
    all.house.clock.advance(std::chrono::hours(23));
    all.step();
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM jobs"), 0);
    all.house.clock.advance(std::chrono::minutes(59));
    all.step();
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM jobs"), 2);
    EXPECT_EQ(all.run(batch).completed, 4);
}

TEST(Batches, ExpireAfterADay) {
    Batching all;
    const Batch batch = all.begin(lines(0, 4));
    all.use(58);
    for (int i = 0; i < 10; ++i) {
        all.step();
        all.make_clips();
    }
    all.house.clock.advance(std::chrono::hours(24));
    const Batch ended = all.run(batch);
    EXPECT_EQ(ended.status, BatchStatus::kExpired);
    EXPECT_EQ(ended.completed, 2);
    EXPECT_EQ(ended.failed, 2);
    EXPECT_EQ(all.read(ended.output_file).size(), 2U);
    const auto errors = all.read(ended.error_file);
    ASSERT_EQ(errors.size(), 2U);
    EXPECT_EQ(errors[0].at("custom_id"), Json("line 2"));
    EXPECT_TRUE(errors[0].at("response").is_null());
    EXPECT_EQ(errors[0].at("error").at("code"), Json("batch_expired"));
}

TEST(Batches, FailAsAWholeWhenTheFileIsWrong) {
    Batching all;
    const Batch failed = all.run(all.begin(batch_line("a") + "\n{}\n" + batch_line("a") + "\n"));
    EXPECT_EQ(failed.status, BatchStatus::kFailed);
    EXPECT_EQ(failed.total, 0);
    ASSERT_EQ(failed.errors.size(), 2U);
    EXPECT_EQ(failed.errors.at(0).at("line"), Json(2));
    EXPECT_EQ(failed.errors.at(1).at("line"), Json(3));
    EXPECT_EQ(failed.errors.at(1).at("code"), Json("duplicate_custom_id"));
    all.step();
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM videos"), 0);
    EXPECT_TRUE(all.work.open({})->empty());
}

TEST(Batches, FailWhenTheFileIsGone) {
    Batching all;
    const Batch batch = all.begin(lines(0, 1));
    ASSERT_TRUE(all.house.files->remove(all.ann, batch.input_file));
    const Batch failed = all.run(batch);
    EXPECT_EQ(failed.status, BatchStatus::kFailed);
    EXPECT_EQ(failed.errors.at(0).at("param"), Json("input_file_id"));
}

TEST(Batches, ToldApartWhatIsRefusedAndWhatBreaks) {
    Batching all;
    const Batch done = all.run(all.begin(
        R"({"custom_id":"wrong","body":{}})"
        "\n" +
        batch_line("good") + "\n" + batch_line("breaks", "fail") + "\n" +
        batch_line("refused", "Long.", 20) + "\n" +
        R"({"custom_id":"unknown","body":{"prompt":"x","model":"nobody"}})" + "\n" +
        R"({"custom_id":"zero","body":{"prompt":"\u0000"}})" + "\n"
    ));
    EXPECT_EQ(done.status, BatchStatus::kCompleted);
    EXPECT_EQ(done.total, 6);
    EXPECT_EQ(done.completed, 1);
    EXPECT_EQ(done.failed, 5);
    EXPECT_EQ(all.read(done.output_file).size(), 1U);
    const auto errors = all.read(done.error_file);
    ASSERT_EQ(errors.size(), 5U);
    EXPECT_EQ(errors[0].at("custom_id"), Json("wrong"));
    EXPECT_EQ(errors[0].at("response").at("status_code"), Json(400));
    EXPECT_EQ(errors[1].at("custom_id"), Json("breaks"));
    EXPECT_EQ(errors[1].at("response").at("body").at("status"), Json("failed"));
    EXPECT_EQ(errors[1].at("error").at("code"), Json("processing_error"));
    EXPECT_EQ(errors[2].at("custom_id"), Json("refused"));
    EXPECT_EQ(errors[2].at("response").at("status_code"), Json(400));
    EXPECT_TRUE(errors[2].at("error").is_null());
    EXPECT_EQ(errors[3].at("custom_id"), Json("unknown"));
    EXPECT_EQ(errors[4].at("custom_id"), Json("zero"));
}

TEST(Batches, CancelledOnesKeepWhatIsDone) {
    Batching all;
    const Batch batch = all.begin(lines(0, 6));
    all.step();
    all.step();
    EXPECT_GT(all.make_clips(), 0);
    all.step();
    const auto running = *all.house.jobs->claim("w");
    ASSERT_TRUE(running);
    const auto cancelling = all.house.batches->cancel(all.ann, batch.id);
    ASSERT_TRUE(cancelling);
    EXPECT_EQ(cancelling->status, BatchStatus::kCancelling);
    all.house.clock.advance(std::chrono::seconds(1));
    EXPECT_EQ(
        all.house.batches->cancel(all.ann, batch.id)->cancelling_at_us, cancelling->cancelling_at_us
    );
    all.step();
    all.step();
    EXPECT_EQ(all.find(batch).status, BatchStatus::kCancelling) << "one clip is still made";
    EXPECT_TRUE(all.house.jobs->renew(running->lease, 1)->cancel_requested);
    ASSERT_TRUE(all.house.jobs->fail(running->lease, kCancelledCode, "It was cancelled."));
    const Batch ended = all.step_to(batch, BatchStatus::kCancelled);
    EXPECT_EQ(ended.completed + ended.failed, 6);
    EXPECT_EQ(all.read(ended.output_file).size(), static_cast<std::size_t>(ended.completed));
    EXPECT_EQ(all.read(ended.error_file).size(), static_cast<std::size_t>(ended.failed));
    EXPECT_EQ(all.house.batches->cancel(all.ann, batch.id)->status, BatchStatus::kCancelled);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM jobs"), 0);
}

TEST(Batches, CancelledBeforeTheyBeginHaveNoFiles) {
    Batching all;
    const Batch batch = all.begin(lines(0, 6));
    ASSERT_TRUE(all.house.batches->cancel(all.ann, batch.id));
    // Somebody who read the file meanwhile changes nothing.
    ASSERT_TRUE(all.work.advance(batch, {}));
    EXPECT_EQ(all.find(batch).status, BatchStatus::kCancelling);
    const Batch ended = all.step_to(batch, BatchStatus::kCancelled);
    EXPECT_EQ(ended.output_file + ended.error_file, "");
    EXPECT_EQ(ended.total, 0);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM videos"), 0);
}

TEST(Batches, ClipsThatAreDeletedBeforeTheirLineIsWrittenAreMissed) {
    Batching all;
    const Batch batch = all.begin(lines(0, 1));
    all.step();
    all.step();
    EXPECT_EQ(all.make_clips(), 1);
    ASSERT_TRUE(all.house.videos->remove(all.ann, all.house.videos->list(all.ann, {})->videos[0].id)
    );
    const Batch done = all.run(batch);
    EXPECT_EQ(done.failed, 1);
    EXPECT_EQ(all.read(done.error_file)[0].at("error").at("code"), Json("not_found"));
}

TEST(Batches, OfSuspendedAccountsWait) {
    Batching all;
    const Batch batch = all.begin(lines(0, 1));
    ASSERT_TRUE(all.house.accounts->set_suspended(all.ann.account, true));
    for (int i = 0; i < 5; ++i) {
        all.step();
    }
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM videos"), 0);
    ASSERT_TRUE(all.house.accounts->set_suspended(all.ann.account, false));
    all.house.clock.advance(std::chrono::minutes(1));
    EXPECT_EQ(all.run(batch).completed, 1);
}

TEST(Batches, AreNobodyElsesBusiness) {
    Batching all;
    const Principal bob = all.house.somebody("bob@example.org");
    const Batch batch = all.begin(lines(0, 1));
    EXPECT_EQ(all.house.batches->find(bob, batch.id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(all.house.batches->cancel(bob, batch.id).error().code, ErrorCode::kNotFound);
    EXPECT_EQ(all.find(batch).status, BatchStatus::kValidating);
    bool more = true;
    EXPECT_TRUE(all.house.batches->list(bob, {}, more)->empty());
    const auto stolen = all.house.batches->create(bob, {.input_file = batch.input_file});
    EXPECT_EQ(stolen.error().code, ErrorCode::kNotFound);
    EXPECT_EQ(stolen.error().field, "input_file_id");
}

TEST(Batches, NeedAFileOfTheirPurpose) {
    Batching all;
    const auto file = all.house.files->create(all.ann, {.name = "a", .purpose = "vision"}, "x");
    const auto refused = all.house.batches->create(all.ann, {.input_file = file->id});
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalidArgument);
    EXPECT_EQ(refused.error().reason, "invalid_batch_file");
}

TEST(Batches, AreLimitedInNumber) {
    Batching all;
    const Batch batch = all.begin(lines(0, 1));
    for (std::int64_t i = 1; i < kOpenBatchesMax; ++i) {
        ASSERT_TRUE(all.house.batches->create(all.ann, {.input_file = batch.input_file}));
    }
    EXPECT_EQ(
        all.house.batches->create(all.ann, {.input_file = batch.input_file}).error().code,
        ErrorCode::kResourceExhausted
    );
    ASSERT_TRUE(all.house.batches->cancel(all.ann, batch.id));
    all.step();
    EXPECT_TRUE(all.house.batches->create(all.ann, {.input_file = batch.input_file}));
}

TEST(Batches, ListInPagesNewestFirst) {
    Batching all;
    std::vector<std::string> made;
    for (int i = 0; i < 5; ++i) {
        made.insert(made.begin(), all.begin(lines(0, 1)).id);
        all.house.clock.advance(std::chrono::seconds(1));
    }
    std::vector<std::string> seen;
    for (bool more = true; more;) {
        const auto page = all.house.batches->list(
            all.ann, {.after = seen.empty() ? "" : seen.back(), .limit = 2}, more
        );
        for (const Batch& batch : *page) {
            seen.push_back(batch.id);
        }
    }
    EXPECT_EQ(seen, made);
}

TEST(Batches, StaleStepsChangeNothing) {
    // What a process does that looked at a batch long ago, at every stage.
    Batching all;
    const Batch batch = all.begin(lines(0, 7));
    std::vector<Batch> seen;
    for (int i = 0; i < 100 && !has_ended(all.find(batch).status); ++i) {
        seen.push_back(all.find(batch));
        all.step();
        all.make_clips();
        for (const Batch& stale : seen) {
            ASSERT_TRUE(all.work.advance(stale, {}));
        }
    }
    const Batch done = all.find(batch);
    EXPECT_EQ(done.status, BatchStatus::kCompleted);
    EXPECT_EQ(done.completed, 7);
    EXPECT_EQ(done.failed, 0);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM videos"), 7);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM files WHERE purpose = 'batch_output'"), 1);
    EXPECT_EQ(all.read(done.output_file).size(), 7U);
}

TEST(Batches, DrivenBySeveralAtOnceMakeNoClipTwice) {
    Batching all("operator");
    const Batch batch = all.begin(lines(0, 150));
    const RunningClock clock(all.house.clock);
    std::atomic<bool> has_ended = false;
    std::vector<std::jthread> drivers;
    for (int i = 0; i < 3; ++i) {
        drivers.emplace_back([&] {
            BatchWork work(all.context(clock));
            while (!has_ended) {
                const std::vector<Batch> open = *work.open({});
                for (const Batch& one : open) {
                    const auto stepped = work.advance(one, {});
                    EXPECT_TRUE(stepped) << to_string(stepped.error());
                }
            }
        });
    }
    const auto give_up = std::chrono::steady_clock::now() + std::chrono::minutes(2);
    while (!domain::has_ended(all.find(batch).status) && std::chrono::steady_clock::now() < give_up
    ) {
        all.make_clips();
    }
    has_ended = true;
    drivers.clear();
    const Batch done = all.find(batch);
    EXPECT_EQ(done.status, BatchStatus::kCompleted);
    EXPECT_EQ(done.completed, 150);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM videos"), 150);
    EXPECT_EQ(all.count("SELECT count(*) AS n FROM files WHERE purpose = 'batch_output'"), 1);
    EXPECT_EQ(all.read(done.output_file).size(), 150U);
}

}  // namespace
}  // namespace hibari::domain
