-- name: letter_under_way
select 1 from notice where person_id = :person_id and letter_id is not null and ended_at is null limit 1

-- name: release_letter
update notice set letter_id = null where letter_id = :letter_id and ended_at is null

-- name: letter_sent
insert into preference (person_id, letter_at)
select person_id, :letter_at from notice where letter_id = :letter_id and ended_at is null group by person_id
on conflict (person_id) do update set letter_at = excluded.letter_at
where preference.letter_at is null or preference.letter_at < excluded.letter_at

-- name: reading
select exists (select 1 from muted where person_id = :reader_id and campaign_id = :campaign_id),
       exists (select 1 from participation where person_id = :person_id and campaign_id = :campaign_id
                                             and completed_at is not null),
       (select max(id) from participation where person_id = :person_id and campaign_id = :campaign_id
                                            and completed_at is null),
       exists (select 1 from pupil p
               join classroom r on r.id = p.class_id and r.archived_at is null
               join campaign_class cc on cc.class_id = p.class_id
               where p.person_id = :person_id and p.set_aside_at is null and cc.campaign_id = :campaign_id)
       or exists (select 1 from participation where person_id = :person_id and campaign_id = :campaign_id
                                                and pupil_id is null)

-- name: told_campaign
select s.zone, s.holidays, s.hours, coalesce(p.words, ''),
       c.id, c.school_id, c.code, c.name, c.target, c.mode, c.open_to_all, c.opens_at, c.deadline_at, c.late_allowed,
       c.retries, c.start_words, c.end_words, c.teacher, c.created_at, c.published_at, c.closed_at, c.archived_at
from campaign c join school s on s.id = c.school_id left join plan p on p.campaign_id = c.id
where c.id = :campaign_id

-- name: line_in_campaign
select p.person_id, exists (select 1 from campaign_class cc join classroom r on r.id = cc.class_id
                            where cc.class_id = p.class_id and cc.campaign_id = :campaign_id and r.archived_at is null)
from pupil p where p.id = :pupil_id and p.set_aside_at is null

-- name: concerns
-- They take part in it, lead it, or follow somebody who takes part, by the roster line or by the account.
select 1 from campaign c
where c.id = :campaign_id and c.published_at is not null
  and (exists (select 1 from notice n where n.person_id = :person_id and n.campaign_id = c.id)
       or exists (select 1 from campaign_teacher t where t.person_id = :person_id and t.campaign_id = c.id)
       or exists (select 1 from campaign_class cc join pupil p on p.class_id = cc.class_id
                  where cc.campaign_id = c.id and p.set_aside_at is null
                    and (p.person_id = :person_id
                         or p.person_id in (select child_id from follower where person_id = :person_id)
                         or p.id in (select pupil_id from guardian where person_id = :person_id)))
       or exists (select 1 from participation m
                  where m.campaign_id = c.id
                    and (m.person_id = :person_id
                         or m.person_id in (select child_id from follower where person_id = :person_id)
                         or m.person_id in (select p.person_id from guardian g join pupil p on p.id = g.pupil_id
                                            where g.person_id = :person_id))))

-- name: to_stop
-- Looked for among what is theirs, so that it costs the same however much there is of others.
select c.id, c.name
from campaign c
left join (select campaign_id, max(id) as latest from notice
           where person_id = :person_id and campaign_id is not null group by campaign_id) as told
  on told.campaign_id = c.id
where c.id in (
    select campaign_id from notice where person_id = :person_id and ended_at >= :since
    union select campaign_id from campaign_teacher where person_id = :person_id
    union select campaign_id from participation where person_id = :person_id
    union select cc.campaign_id from pupil p join campaign_class cc on cc.class_id = p.class_id
          where p.person_id = :person_id and p.set_aside_at is null
    union select m.campaign_id from follower f join participation m on m.person_id = f.child_id
          where f.person_id = :person_id
    union select cc.campaign_id from follower f join pupil p on p.person_id = f.child_id
          join campaign_class cc on cc.class_id = p.class_id
          where f.person_id = :person_id and p.set_aside_at is null
    union select m.campaign_id from guardian g join pupil p on p.id = g.pupil_id
          join participation m on m.person_id = p.person_id
          where g.person_id = :person_id
    union select cc.campaign_id from guardian g join pupil p on p.id = g.pupil_id
          join campaign_class cc on cc.class_id = p.class_id
          where g.person_id = :person_id and p.set_aside_at is null)
  and c.published_at is not null and c.closed_at is null and c.archived_at is null
  and c.id not in (select campaign_id from muted where person_id = :person_id)
order by case when c.deadline_at <= :now then 1 else 0 end, coalesce(told.latest, 0) desc,
         coalesce(c.deadline_at, 9223372036854775807), c.id
limit :most

-- name: ending
-- What they, or whoever they follow, have not finished; a line that nobody joined has finished nothing.
with line as (
    select person_id, class_id from pupil where person_id = :person_id and set_aside_at is null
    union select p.person_id, p.class_id from follower f join pupil p on p.person_id = f.child_id
          where f.person_id = :person_id and p.set_aside_at is null
    union select p.person_id, p.class_id from guardian g join pupil p on p.id = g.pupil_id
          where g.person_id = :person_id and p.set_aside_at is null
), part as (
    select cc.campaign_id, line.person_id from line join campaign_class cc on cc.class_id = line.class_id
    union select campaign_id, person_id from participation where person_id = :person_id
    union select m.campaign_id, m.person_id from follower f join participation m on m.person_id = f.child_id
          where f.person_id = :person_id
    union select m.campaign_id, m.person_id from guardian g join pupil p on p.id = g.pupil_id
          join participation m on m.person_id = p.person_id
          where g.person_id = :person_id
)
select distinct c.id, c.name, c.deadline_at, s.zone
from part join campaign c on c.id = part.campaign_id join school s on s.id = c.school_id
where c.deadline_at > :now and c.deadline_at < :until
  and c.published_at is not null and c.closed_at is null and c.archived_at is null
  and c.id not in (select campaign_id from muted where person_id = :person_id)
  and not exists (select 1 from participation m where m.person_id = part.person_id and m.campaign_id = c.id
                                                  and m.completed_at is not null)
order by c.deadline_at, c.id limit :most

-- name: muted_titles
select c.id, c.name from muted m join campaign c on c.id = m.campaign_id
where m.person_id = :person_id and c.archived_at is null order by m.since desc, c.id limit :most

-- name: latest_school
select school_id from notice where person_id = :person_id order by id desc limit 1
