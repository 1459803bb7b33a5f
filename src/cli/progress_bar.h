#pragma once

// Shows a Progress on a terminal as one line that is drawn over, and elsewhere as a few plain lines
// that read well in a log.

#include "base/clock.h"
#include "base/progress.h"

#include <chrono>
#include <iosfwd>
#include <string>

namespace hibari::cli {

/// Where progress goes.
enum class ProgressStyle { kTerminal, kLines, kNone };

/// The style for standard error: a terminal gets a bar.
ProgressStyle progress_style_of_stderr();

/// Draws reports. Calls must not overlap (Progress sees to that).
class ProgressBar {
  public:
    /// `columns` is the terminal's width. `out` and `clock` must outlive the bar.
    ProgressBar(std::ostream& out, const Clock& clock, ProgressStyle style, int columns);

    void show(const ProgressReport& report);

    /// Wipes the line, so that other output can follow.
    void clear();

  private:
    void draw_bar(const ProgressReport& report);
    void print_line(const ProgressReport& report);
    std::string time_left(const ProgressReport& report) const;

    std::ostream& out_;
    const Clock& clock_;
    ProgressStyle style_;
    int columns_;
    std::chrono::steady_clock::time_point started_;
    std::chrono::steady_clock::time_point drawn_;
    std::string stage_;
    int tenths_ = 0;
    bool visible_ = false;
};

/// Width of the terminal on standard error; 80 when unknown.
int terminal_columns();

/// "8 s", "2 min 5 s", "1 h 3 min".
std::string duration_text(std::chrono::seconds duration);

}  // namespace hibari::cli
