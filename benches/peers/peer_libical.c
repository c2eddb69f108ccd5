/* The straightforward program with libical: writes a feed of the events that its standard input has, a line each, their parts
 * parted by tabs: UID, SUMMARY, DTSTART, DTEND, URL, LOCATION, CATEGORIES, DESCRIPTION. It reads no TOML and checks nothing. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
    icalcomponent *calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
                                                  icalproperty_new_prodid("-//peer//"), (void *)0);
    char *line = NULL;
    size_t size = 0;
    while (getline(&line, &size, stdin) > 0) {
        char *parts[8] = {0}, *rest = line;
        line[strcspn(line, "\n")] = 0;
        for (int at = 0; at < 8 && rest; at++) parts[at] = strsep(&rest, "\t");
        if (!parts[7]) return 1;
        icalcomponent *event = icalcomponent_vanew(
            ICAL_VEVENT_COMPONENT, icalproperty_new_uid(parts[0]), icalproperty_new_summary(parts[1]),
            icalproperty_new_dtstart(icaltime_from_string(parts[2])),
            icalproperty_new_dtend(icaltime_from_string(parts[3])), (void *)0);
        if (*parts[4]) icalcomponent_add_property(event, icalproperty_new_url(parts[4]));
        if (*parts[5]) icalcomponent_add_property(event, icalproperty_new_location(parts[5]));
        if (*parts[6]) icalcomponent_add_property(event, icalproperty_new_categories(parts[6]));
        if (*parts[7]) icalcomponent_add_property(event, icalproperty_new_description(parts[7]));
        icalcomponent_add_component(calendar, event);
    }
    fputs(icalcomponent_as_ical_string(calendar), stdout);
    return 0;
}
