// How long the policy takes for a prompt: the pairs of tests/promptcheck, each judged many times on
// one core, and for the longest prompt that is allowed. Prints the table that docs/policy.md
// quotes.

#include "base/files.h"
#include "promptcheck/pairs.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace {

using namespace hibari;

/// The time that this thread has computed: other programs on the machine do not count.
struct Clock {
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<Clock, duration>;

    static time_point now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time_point(std::chrono::seconds(time.tv_sec) + duration(time.tv_nsec));
    }
};

constexpr int kRounds = 5;

double ms_since(Clock::time_point began) {
    return std::chrono::duration<double, std::milli>(Clock::now() - began).count();
}

double share(std::vector<double>& sorted, double at) {
    return sorted[static_cast<std::size_t>(at * static_cast<double>(sorted.size() - 1))];
}

}  // namespace

int main() {
    const auto began = Clock::now();
    const auto engine = trust::PolicyEngine::create({});
    if (!engine) {
        std::fprintf(stderr, "%s\n", to_string(engine.error()).c_str());
        return 1;
    }
    std::printf("engine ready          %8.1f ms\n", ms_since(began));
    std::vector<trust::PolicySubject> subjects;
    for (const char* name : {"development.tsv", "held_out.tsv"}) {
        const auto pairs = promptcheck::read_pairs(std::string("tests/promptcheck/") + name);
        if (!pairs) {
            std::fprintf(stderr, "%s\n", to_string(pairs.error()).c_str());
            return 1;
        }
        for (const promptcheck::Pair& pair : *pairs) {
            subjects.push_back(promptcheck::subject_of(pair.attack));
            subjects.push_back(promptcheck::subject_of(pair.benign));
        }
    }
    std::vector<double> times;
    for (int round = 0; round < kRounds; ++round) {
        for (const trust::PolicySubject& subject : subjects) {
            const auto start = Clock::now();
            static_cast<void>((*engine)->judge(subject));
            times.push_back(ms_since(start));
        }
    }
    std::sort(times.begin(), times.end());
    std::printf(
        "prompt, %6zu runs    p50 %6.3f   p99 %6.3f   most %6.3f ms\n",
        times.size(),
        share(times, 0.5),
        share(times, 0.99),
        times.back()
    );
    // Prompts of about 400 bytes, as people write them who know what they want.
    times.clear();
    for (std::size_t i = 0; i + 8 < subjects.size(); i += 8) {
        trust::PolicySubject subject;
        for (std::size_t j = i + 1; j < i + 16 && subject.prompt.size() < 400; j += 2) {
            subject.prompt += subjects[std::min(j, subjects.size() - 1)].prompt + ". ";
        }
        const auto start = Clock::now();
        static_cast<void>((*engine)->judge(subject));
        times.push_back(ms_since(start));
    }
    std::sort(times.begin(), times.end());
    std::printf(
        "400 bytes, %5zu runs  p50 %6.3f   p99 %6.3f   most %6.3f ms\n",
        times.size(),
        share(times, 0.5),
        share(times, 0.99),
        times.back()
    );
    trust::PolicySubject longest;
    while (longest.prompt.size() < 32'000) {
        longest.prompt += subjects[longest.prompt.size() % subjects.size()].prompt + ". ";
    }
    const auto start = Clock::now();
    static_cast<void>((*engine)->judge(longest));
    std::printf("32,000 characters     %8.1f ms\n", ms_since(start));
    return 0;
}
