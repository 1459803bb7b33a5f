#include "cli/progress_bar.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ostream>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace hibari::cli {
namespace {

constexpr std::chrono::milliseconds kRedrawInterval{100};
constexpr double kFractionForEstimate = 0.03;
constexpr std::chrono::seconds kElapsedForEstimate{1};
constexpr int kBarWidthMax = 30;
constexpr int kBarWidthMin = 5;
constexpr int kTextWidth = 48;

std::string counted(const ProgressReport& report) {
    if (report.total <= 0) {
        return "";
    }
    return std::to_string(report.done) + "/" + std::to_string(report.total);
}

int percent(const ProgressReport& report) {
    return static_cast<int>(std::floor(std::clamp(report.fraction, 0.0, 1.0) * 100.0 + 1e-9));
}

std::string bar(double fraction, int width) {
    const int full = static_cast<int>(std::lround(std::clamp(fraction, 0.0, 1.0) * width));
    return "[" + std::string(static_cast<std::size_t>(full), '#') +
           std::string(static_cast<std::size_t>(width - full), '.') + "]";
}

}  // namespace

ProgressStyle progress_style_of_stderr() {
    const char* terminal = std::getenv("TERM");
    const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
    return isatty(STDERR_FILENO) == 1 && !dumb ? ProgressStyle::kTerminal : ProgressStyle::kLines;
}

int terminal_columns() {
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
    return 80;
}

std::string duration_text(std::chrono::seconds duration) {
    const auto seconds = std::max<std::int64_t>(duration.count(), 0);
    if (seconds < 60) {
        return std::to_string(seconds) + " s";
    }
    if (seconds < 3'600) {
        return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
    }
    return std::to_string(seconds / 3'600) + " h " + std::to_string(seconds / 60 % 60) + " min";
}

ProgressBar::ProgressBar(std::ostream& out, const Clock& clock, ProgressStyle style, int columns)
    : out_(out),
      clock_(clock),
      style_(style),
      columns_(columns),
      started_(clock.now()),
      drawn_(started_ - kRedrawInterval) {}

void ProgressBar::show(const ProgressReport& report) {
    if (style_ == ProgressStyle::kTerminal) {
        draw_bar(report);
    } else if (style_ == ProgressStyle::kLines) {
        print_line(report);
    }
}

void ProgressBar::draw_bar(const ProgressReport& report) {
    const auto now = clock_.now();
    if (now - drawn_ < kRedrawInterval && report.stage == stage_ && report.fraction < 1.0) {
        return;
    }
    drawn_ = now;
    stage_ = report.stage;
    visible_ = true;
    const int width = std::clamp(columns_ - kTextWidth, kBarWidthMin, kBarWidthMax);
    std::string line = report.stage;
    line.resize(std::max<std::size_t>(line.size(), 10), ' ');
    line += " " + bar(report.fraction, width) + " " + std::to_string(percent(report)) + "%";
    if (const std::string count = counted(report); !count.empty()) {
        line += "  " + count;
    }
    if (const std::string left = time_left(report); !left.empty()) {
        line += "  " + left + " left";
    }
    line.resize(std::min(line.size(), static_cast<std::size_t>(std::max(columns_ - 1, 1))));
    out_ << '\r' << line << "\033[K" << std::flush;
}

void ProgressBar::print_line(const ProgressReport& report) {
    const int tenths = percent(report) / 10;
    if (report.stage == stage_ && tenths <= tenths_) {
        return;
    }
    stage_ = report.stage;
    tenths_ = std::max(tenths, tenths_);
    out_ << stage_ << ": " << percent(report) << "%";
    if (const std::string count = counted(report); !count.empty()) {
        out_ << ", " << count;
    }
    if (const std::string left = time_left(report); !left.empty()) {
        out_ << ", " << left << " left";
    }
    out_ << std::endl;
}

std::string ProgressBar::time_left(const ProgressReport& report) const {
    const auto elapsed = clock_.now() - started_;
    if (report.fraction < kFractionForEstimate || report.fraction >= 1.0 ||
        elapsed < kElapsedForEstimate) {
        return "";
    }
    const double elapsed_s = std::chrono::duration<double>(elapsed).count();
    const double left_s = elapsed_s * (1.0 - report.fraction) / report.fraction;
    return duration_text(std::chrono::seconds(static_cast<std::int64_t>(std::ceil(left_s))));
}

void ProgressBar::clear() {
    if (visible_) {
        out_ << "\r\033[K" << std::flush;
        visible_ = false;
    }
}

}  // namespace hibari::cli
