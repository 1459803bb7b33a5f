#include "base/progress.h"

#include "base/check.h"

#include <algorithm>

namespace hibari {

void Progress::plan(std::vector<ProgressStage> stages) {
    const std::scoped_lock lock(mutex_);
    for (const ProgressStage& stage : stages) {
        HIBARI_CHECK(stage.weight >= 0.0, stage.name, stage.weight);
    }
    plan_ = std::move(stages);
}

void Progress::begin(std::string_view stage, std::int64_t total) {
    HIBARI_CHECK(total >= 0, total);
    const std::scoped_lock lock(mutex_);
    report_.stage = stage;
    report_.done = 0;
    report_.total = total;
    publish_locked();
}

void Progress::advance(std::int64_t units) {
    HIBARI_CHECK(units >= 0, units);
    const std::scoped_lock lock(mutex_);
    report_.done += units;
    if (report_.total > 0) {
        report_.done = std::min(report_.done, report_.total);
    }
    publish_locked();
}

void Progress::finish() {
    const std::scoped_lock lock(mutex_);
    report_.done = report_.total;
    report_.fraction = 1.0;
    if (sink_) {
        sink_(report_);
    }
}

void Progress::relay(const ProgressReport& report) {
    const std::scoped_lock lock(mutex_);
    report_ = report;
    if (sink_) {
        sink_(report_);
    }
}

ProgressReport Progress::report() const {
    const std::scoped_lock lock(mutex_);
    return report_;
}

double Progress::overall_locked() const {
    const double own = report_.total > 0
                           ? static_cast<double>(report_.done) / static_cast<double>(report_.total)
                           : 0.0;
    const auto current = std::ranges::find(plan_, report_.stage, &ProgressStage::name);
    if (current == plan_.end()) {
        return plan_.empty() ? own : report_.fraction;
    }
    double before = 0.0;
    double all = 0.0;
    for (auto stage = plan_.begin(); stage != plan_.end(); ++stage) {
        before += stage < current ? stage->weight : 0.0;
        all += stage->weight;
    }
    return all > 0.0 ? (before + own * current->weight) / all : own;
}

void Progress::publish_locked() {
    const double now = overall_locked();
    report_.fraction = plan_.empty() ? now : std::max(report_.fraction, now);
    if (sink_) {
        sink_(report_);
    }
}

}  // namespace hibari
