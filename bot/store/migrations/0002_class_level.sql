-- A pupil's class: 6e … tle, or unsaid; null until asked.
alter table person add column grade text;

-- Who was through the first questions before this one was among them is not asked: the settings have it.
update person set grade = 'unsaid' where role = 'pupil' and under_15 is not null and device is not null;
