-- name: letter_under_way
select 1 from notice where person_id = :person_id and letter_id is not null and ended_at is null limit 1

-- name: release_letter
update notice set letter_id = null where letter_id = :letter_id and ended_at is null

-- name: letter_sent
insert into preference (person_id, letter_at)
select person_id, :letter_at from notice where letter_id = :letter_id and ended_at is null group by person_id
on conflict (person_id) do update set letter_at = excluded.letter_at

-- name: reading
select exists (select 1 from muted where person_id = :reader_id and campaign_id = :campaign_id),
       exists (select 1 from participation where person_id = :person_id and campaign_id = :campaign_id
                                             and completed_at is not null),
       (select max(id) from participation where person_id = :person_id and campaign_id = :campaign_id
                                            and completed_at is null),
       exists (select 1 from pupil p join campaign_class cc on cc.class_id = p.class_id
               where p.person_id = :person_id and p.set_aside_at is null and cc.campaign_id = :campaign_id)

-- name: told_campaign
select s.zone, s.holidays, s.hours, coalesce(p.words, ''),
       c.id, c.school_id, c.code, c.name, c.target, c.mode, c.open_to_all, c.opens_at, c.deadline_at, c.late_allowed,
       c.retries, c.start_words, c.end_words, c.teacher, c.created_at, c.published_at, c.closed_at, c.archived_at
from campaign c join school s on s.id = c.school_id left join plan p on p.campaign_id = c.id
where c.id = :campaign_id

-- name: line_in_campaign
select p.person_id, exists (select 1 from campaign_class cc
                            where cc.class_id = p.class_id and cc.campaign_id = :campaign_id)
from pupil p where p.id = :pupil_id and p.set_aside_at is null

-- name: told_of
select 1 from notice where person_id = :person_id and campaign_id = :campaign_id limit 1

-- name: told_lately
select c.id, c.name
from campaign c join (select campaign_id, max(id) as latest from notice
                      where person_id = :person_id and campaign_id is not null and ended_at >= :since
                      group by campaign_id) as told on told.campaign_id = c.id
where c.closed_at is null and c.archived_at is null
  and c.id not in (select campaign_id from muted where person_id = :person_id)
order by told.latest desc limit :most

-- name: muted_titles
select c.id, c.name from muted m join campaign c on c.id = m.campaign_id
where m.person_id = :person_id and c.archived_at is null order by m.since desc, c.id limit :most

-- name: latest_school
select school_id from notice where person_id = :person_id order by id desc limit 1
