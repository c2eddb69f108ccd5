/* Reads a feed with Debian's libical (Evolution, GNOME Calendar, KOrganizer) and prints its events as JSON (README.md says which).
 * A TZID means the file's own VTIMEZONE and nothing else: libical's built-in zones are not asked. */

#include <libical/ical.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    exit(1);
}

/* libical leaves what it does not like in the component, as X-LIC-ERROR properties. */
static void fail_with_errors(icalcomponent *component)
{
    int wanted = 0;
    for (char *line = strtok(icalcomponent_as_ical_string(component), "\r\n"); line; line = strtok(NULL, "\r\n")) {
        if (*line != ' ') wanted = strncmp(line, "X-LIC-ERROR", 11) == 0;
        if (wanted) fprintf(stderr, "%s\n", line);
    }
    exit(1);
}

static void *allocated(void *memory)
{
    if (!memory) fail("out of memory");
    return memory;
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) fail("%s: cannot be read", path);
    long size = ftell(file);
    rewind(file);
    char *bytes = allocated(malloc((size_t)size + 1));
    if (fread(bytes, 1, (size_t)size, file) != (size_t)size) fail("%s: cannot be read", path);
    bytes[size] = '\0';
    fclose(file);
    return bytes;
}

static void print_string(const char *text)
{
    if (!text) {
        fputs("null", stdout);
        return;
    }
    putchar('"');
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        if (*c == '"' || *c == '\\') printf("\\%c", *c);
        else if (*c < 0x20) printf("\\u%04x", *c);
        else putchar(*c);
    }
    putchar('"');
}

static void print_field(const char *name, const char *text)
{
    printf("  \"%s\": ", name);
    print_string(text);
    puts(",");
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int by_number(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* A date as YYYY-MM-DD, a moment as a UTC instant; a floating time is an error. */
static void print_when(const char *name, icalcomponent *calendar, icalproperty *property, struct icaltimetype value)
{
    icaltimezone *zone = icaltimezone_get_utc_timezone();
    if (icaltime_is_date(value)) {
        printf("  \"%s\": \"%04d-%02d-%02d\",\n", name, value.year, value.month, value.day);
        return;
    }
    if (!icaltime_is_utc(value)) {
        icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
        if (!parameter) fail("floating time %s", icaltime_as_ical_string(value));
        zone = icalcomponent_get_timezone(calendar, icalparameter_get_tzid(parameter));
        if (!zone) fail("no VTIMEZONE for %s", icalparameter_get_tzid(parameter));
    }
    time_t instant = icaltime_as_timet_with_zone(value, zone);
    char text[32];
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime(&instant));
    printf("  \"%s\": \"%s\",\n", name, text);
}

static void print_categories(icalcomponent *event)
{
    const char *categories[64];
    size_t count = 0;
    for (icalproperty *p = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY); p;
         p = icalcomponent_get_next_property(event, ICAL_CATEGORIES_PROPERTY)) {
        if (count == 64) fail("more than 64 categories");
        categories[count++] = icalproperty_get_categories(p);
    }
    qsort(categories, count, sizeof *categories, by_text);
    fputs("  \"categories\": [", stdout);
    for (size_t i = 0; i < count; i++) {
        if (i) fputs(", ", stdout);
        print_string(categories[i]);
    }
    puts("],");
}

static void print_alarms(icalcomponent *event)
{
    int seconds[64];
    size_t count = 0;
    for (icalcomponent *alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT); alarm;
         alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT)) {
        icalproperty *property = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
        if (!property) fail("an alarm without TRIGGER");
        struct icaltriggertype trigger = icalproperty_get_trigger(property);
        if (!icaltime_is_null_time(trigger.time)) fail("an alarm with an absolute TRIGGER");
        if (count == 64) fail("more than 64 alarms");
        seconds[count++] = icaldurationtype_as_int(trigger.duration);
    }
    qsort(seconds, count, sizeof *seconds, by_number);
    fputs("  \"alarms\": [", stdout);
    for (size_t i = 0; i < count; i++) printf(i ? ", %d" : "%d", seconds[i]);
    puts("]");
}

static void print_event(icalcomponent *calendar, icalcomponent *event)
{
    icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    icalproperty *end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    icalproperty *url = icalcomponent_get_first_property(event, ICAL_URL_PROPERTY);
    icalproperty *status = icalcomponent_get_first_property(event, ICAL_STATUS_PROPERTY);
    if (!start) fail("%s: no DTSTART", icalcomponent_get_uid(event));
    if (icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY)) fail("%s: DURATION", icalcomponent_get_uid(event));
    struct icaltimetype from = icalproperty_get_dtstart(start);
    struct icaltimetype until = end ? icalproperty_get_dtend(end) : from;
    if (!end && icaltime_is_date(from)) icaltime_adjust(&until, 1, 0, 0, 0);

    puts(" {");
    print_field("uid", icalcomponent_get_uid(event));
    printf("  \"all_day\": %s,\n", icaltime_is_date(from) ? "true" : "false");
    print_when("start", calendar, start, from);
    print_when("end", calendar, end ? end : start, until);
    print_field("summary", icalcomponent_get_summary(event));
    print_field("location", icalcomponent_get_location(event));
    print_field("url", url ? icalproperty_get_url(url) : NULL);
    print_field("description", icalcomponent_get_description(event));
    print_field("status", status ? icalproperty_status_to_string(icalproperty_get_status(status)) : NULL);
    print_categories(event);
    print_alarms(event);
    fputs(" }", stdout);
}

static int by_uid(const void *a, const void *b)
{
    return strcmp(icalcomponent_get_uid(*(icalcomponent *const *)a), icalcomponent_get_uid(*(icalcomponent *const *)b));
}

int main(int argc, char **argv)
{
    if (argc != 2) fail("usage: read_libical FEED.ics");
    char *bytes = read_file(argv[1]);
    icalcomponent *calendar = icalparser_parse_string(bytes);
    if (!calendar || icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT) fail("not one VCALENDAR");
    icalrestriction_check(calendar);
    if (icalcomponent_count_errors(calendar) > 0) fail_with_errors(calendar);

    int count = icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), filled = 0;
    icalcomponent **events = allocated(calloc((size_t)count + 1, sizeof *events));
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        if (!icalcomponent_get_uid(event)) fail("an event without UID");
        events[filled++] = event;
    }
    qsort(events, (size_t)count, sizeof *events, by_uid);
    puts("[");
    for (int i = 0; i < count; i++) {
        print_event(calendar, events[i]);
        puts(i + 1 < count ? "," : "");
    }
    puts("]");
    free(events);
    icalcomponent_free(calendar);
    free(bytes);
    return 0;
}
